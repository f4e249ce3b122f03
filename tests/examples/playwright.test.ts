import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'examples/playwright');
/** CI installs Chromium; elsewhere these run if it is installed. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasBrowser = process.env.CI !== undefined || spawnSync(chromium, ['--version']).status === 0;

describe.skipIf(!hasBrowser)('the browser test of examples/playwright', () => {
  it('passes', async () => {
    const { exitCode, output } = await playwright(folder);
    expect(exitCode, output).toBe(0);
    expect(JSON.parse(output).stats).toMatchObject({ expected: 1, unexpected: 0 });
  });

  it.each([
    [
      'an application that forgets to remove numbers',
      'trunkDidInfoList === undefined ||',
      'trunkDidInfoList?.length === 0 ||',
      '10021212',
    ],
    [
      'a receiver that acknowledges nothing',
      'end(response, 200)',
      'end(response, 500)',
      'did not acknowledge did_change in 4 attempts: 500',
    ],
  ])('fails for %s', async (_, right, wrong, message) => {
    mkdirSync(join(root, '.hookswitch'), { recursive: true });
    const copy = mkdtempSync(join(root, '.hookswitch/playwright-'));
    try {
      cpSync(folder, copy, { recursive: true });
      const app = readFileSync(join(copy, 'app.mjs'), 'utf8');
      expect(app).toContain(right);
      writeFileSync(join(copy, 'app.mjs'), app.replace(right, wrong));
      const { exitCode, output } = await playwright(copy);
      expect(exitCode, output).toBe(1);
      expect(output).toContain(message);
      const [{ results }] = JSON.parse(output).suites[0].specs[0].tests;
      const attached = results[0].attachments.find(({ name }: { name: string }) => name === 'ycm attempts');
      const attempts = Buffer.from(attached.body, 'base64').toString();
      expect(JSON.parse(attempts)[0]).toMatchObject({
        event: 'did_change',
        n: 1,
        request: { method: 'POST' },
      });
      expect(attempts).not.toContain('0123456789abcdefghijABCDEFGHIJ32');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

async function playwright(cwd: string) {
  const env = { PATH: process.env.PATH, NO_COLOR: '1', CHROMIUM: chromium, PORT: String(await freePort()) };
  const program = join(root, 'node_modules/.bin/playwright');
  const child = spawn(
    program,
    ['test', '--reporter', 'json', '--output', join(root, 'test-results/example')],
    {
      cwd,
      env,
      timeout: 100_000,
    },
  );
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => written.push(bytes));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: Buffer.concat(written).toString('utf8') };
}
