import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

/** Every promise about this is on one page. */
const page = readFileSync('docs/getting-started.md', 'utf8').replace(/\s+/g, ' ');

it('writes nothing that is not asked for, except a failing sequence and the result of the check, as the docs say', async () => {
  const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
  const home = mkdtempSync(join(tmpdir(), 'hookswitch-writes-'));
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const broken = brokenReceiver('applies-duplicates');
  const receiver = await serve((broken as NonNullable<typeof broken>).create({ secret }));
  const observe = receiver.observeUrl as string;
  const argv = ['check', receiver.url, '--observe-url', observe, '--rules', 'retry/converges'];
  const { exitCode } = await runCli(argv, { cwd, env: { HOME: home, YCM_WEBHOOK_SECRET: secret } });
  expect(exitCode).toBe(1);
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const written = files.map(({ parentPath }) => parentPath.slice(home.length + 1)).sort();
  expect(written).toEqual(['.cache/hookswitch/last-checks', 'project/.hookswitch/sequences']);
  expect(page).toContain(
    'it saves generated sequences that fail in `.hookswitch/`, and [the result of the last check]',
  );
});
