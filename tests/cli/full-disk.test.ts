import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { bundleCli } from '../support/bundle.ts';
import { env, withReceiver } from '../support/recording-receiver.ts';
import { runCli } from '../support/run-cli.ts';

/** Runs the command line where no file can grow beyond this, so that a write stops in the middle, as on a full disk (KiB). */
async function runWithin(kibibytes: number, argv: readonly string[], cwd: string) {
  const cli = await bundleCli();
  const command = `ulimit -f ${kibibytes}; exec "$@"`;
  const child = spawn('bash', ['-c', command, 'bash', process.execPath, cli, ...argv], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode, stdout, stderr };
}

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-full-'));
const check = (url: string) => ['check', url, '--rules', 'signature/*'];

it('keeps the old report, and nothing else, if the new one does not fit on the disk', async () => {
  const cwd = folder();
  const old = '{"old":true}\n';
  writeFileSync(join(cwd, 'report.json'), old);
  await withReceiver(undefined, async ({ url }) => {
    const { exitCode, stderr } = await runWithin(4, [...check(url), '--report', 'json=report.json'], cwd);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/report\.json cannot be written \(.*larger.*\)/),
    ]);
  });
  expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe(old);
  expect(readdirSync(cwd)).toEqual(['report.json']);
});

it('leaves only whole lines of a report that is written during the check', async () => {
  const cwd = folder();
  await withReceiver(undefined, async ({ url }) => {
    const { stderr } = await runWithin(4, [...check(url), '--report', 'ndjson=report.ndjson'], cwd);
    expect(stderr).toContain('report.ndjson cannot be written');
  });
  const lines = readFileSync(join(cwd, 'report.ndjson'), 'utf8');
  expect(lines.endsWith('\n')).toBe(true);
  const kinds = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).kind);
  expect(kinds[0]).toBe('start');
});

it('prints the result of a check whose list of records cannot be completed', async () => {
  const cwd = folder();
  await withReceiver(undefined, async ({ url }) => {
    const { exitCode, stdout, stderr } = await runWithin(1, [...check(url), '--records', 'sns.txt'], cwd);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('sns.txt cannot be written')]);
    expect(stdout).toMatch(/\d+ rules? passed|\d+ passed/);
  });
});

it('leaves no empty configuration', async () => {
  const cwd = folder();
  const { exitCode, stderr } = await runWithin(
    0,
    ['init', '--url', 'http://localhost:3000/webhook', '--ci', 'none'],
    cwd,
  );
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining('hookswitch.config.json cannot be written'),
  ]);
  expect(readdirSync(cwd)).toEqual([]);
});

it('replaces the file that a link leads to, and keeps the link and the permissions', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'real.json'), 'old');
  chmodSync(join(cwd, 'real.json'), 0o604);
  symlinkSync('real.json', join(cwd, 'link.json'));
  await withReceiver(undefined, async ({ url }) => {
    await runCli([...check(url), '--report', 'json=link.json'], { env, cwd });
  });
  expect(readdirSync(cwd, { withFileTypes: true }).map((one) => [one.name, one.isSymbolicLink()])).toEqual([
    ['link.json', true],
    ['real.json', false],
  ]);
  expect(JSON.parse(readFileSync(join(cwd, 'real.json'), 'utf8'))).toHaveProperty('results');
  if (process.platform !== 'win32') expect(statSync(join(cwd, 'real.json')).mode & 0o777).toBe(0o604);
});
