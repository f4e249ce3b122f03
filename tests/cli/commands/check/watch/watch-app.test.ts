import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { bundleCli } from '../../../../support/bundle.ts';
import { rules } from './watching.ts';

// Only guards against a hang: an app is checked again and again.
vi.setConfig({ testTimeout: 120_000 });

const idle = 'Watching for changes. Stop with Ctrl-C.';

/** Accepts unsigned messages and those with an empty signature. */
const app = `const missing = 200;
const empty = 200;
export default (request, response) => {
  const signature = request.headers['x-signature'];
  request.resume().on('end', () => {
    response.writeHead(signature === undefined ? missing : signature === '' ? empty : 200).end();
  });
};
`;

/** `check --app --watch` in a process of its own, whose time is simulated. */
async function startWatching() {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'hookswitch-watch-')));
  const file = join(cwd, 'app.mjs');
  writeFileSync(file, app);
  const argv = [await bundleCli(), 'check', '--app', 'app.mjs', '--watch', '--rules', rules.join()];
  const env = { PATH: process.env.PATH, NO_COLOR: '1', XDG_CACHE_HOME: join(cwd, '.hookswitch') };
  const child = spawn(process.execPath, argv, { cwd, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      output += String(bytes);
    });
  let from = 0;
  return {
    edit(before: string, after: string) {
      const now = readFileSync(file, 'utf8');
      expect(now).toContain(before);
      writeFileSync(file, now.replace(before, after));
    },
    /** Waits until it is idle, and returns what it printed since the last time. */
    async untilIdle(): Promise<string> {
      await expect.poll(() => output.slice(from)).toContain(idle);
      const said = output.slice(from);
      from = output.length;
      return said;
    },
    async interrupt(): Promise<unknown> {
      child.kill('SIGINT');
      return (await once(child, 'exit'))[0];
    },
  };
}

it('loads an app again after each change, and continues if it cannot be loaded', async () => {
  const { edit, untilIdle, interrupt } = await startWatching();
  expect(await untilIdle()).toContain('2 failed');
  edit('missing = 200', 'missing = 401');
  expect(await untilIdle()).toContain(
    'since the last check: 1 fixed (signature/rejects-missing), 1 still failing',
  );
  edit('export default', 'export default 3; const unused =');
  const said = await untilIdle();
  expect(said).toContain("app.mjs can't be checked, since its default export is the number 3");
  expect(said).toContain(`In the check before: 1 rule failed (${rules[1]})`);
  edit('export default 3; const unused =', 'export default');
  expect(await untilIdle()).toContain('since the last check: 1 still failing');
  edit('empty = 200', 'empty = 401');
  expect(await untilIdle()).toContain('since the last check: 1 fixed (signature/rejects-empty)');
  expect(await interrupt()).toBe(130);
});
