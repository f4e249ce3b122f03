import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { bundleCli } from '../support/bundle.ts';
import { secret, withReceiver } from '../support/recording-receiver.ts';

const bin = await bundleCli();
const env = { PATH: process.env.PATH, YCM_WEBHOOK_SECRET: secret };

/** Runs a command whose reader is gone before the first line, as in `hookswitch … | head -1`. */
async function runWithoutReader(argv: readonly string[], cwd: string): Promise<number | null> {
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.destroy();
  const [exitCode] = await once(child, 'exit');
  return exitCode;
}

it('exits 1 and writes the report if nobody reads the findings', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-closed-'));
  // It acknowledges everything, forged or not.
  await withReceiver(undefined, async ({ url }) => {
    const argv = ['check', url, '--rules', 'signature/rejects-missing', '--report', 'junit=report.xml'];
    expect(await runWithoutReader(argv, cwd)).toBe(1);
  });
  expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('failures="1"');
});

it('exits 1 if a message was not acknowledged and nobody reads the attempts', async () => {
  const argv = ['send', 'http://127.0.0.1:1/', '--retries', '1'];
  expect(await runWithoutReader(argv, tmpdir())).toBe(1);
});

it('stops generating fixtures if nobody reads them', async () => {
  const counter = join(mkdtempSync(join(tmpdir(), 'hookswitch-closed-')), 'counter.cjs');
  writeFileSync(counter, countWrites);
  const args = ['--require', counter, bin, 'fixtures', '--count', '100000'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  child.stdout?.destroy();
  const [[count]] = await Promise.all([once(child.stdio[3] as Readable, 'data'), once(child, 'exit')]);
  expect(Number(count)).toBeLessThan(10_000);
});

/** Prints how often something was written to standard output. */
const countWrites = `
  const write = process.stdout.write.bind(process.stdout);
  let count = 0;
  process.stdout.write = (...given) => { count += 1; return write(...given); };
  process.on('exit', () => require('node:fs').writeSync(3, String(count)));`;

it('exits 2 after a usage error, though nobody reads the output', async () => {
  expect(await runWithoutReader(['fixtures', '--count', '0'], tmpdir())).toBe(2);
});

it('exits 0 if nobody reads a list', async () => {
  expect(await runWithoutReader(['rules'], tmpdir())).toBe(0);
});

it.skipIf(!existsSync('/dev/full'))('exits 2 with a sentence if the output cannot be written', () => {
  const command = `'${process.execPath}' '${bin}' rules > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'hookswitch: standard output cannot be written (the disk is full); write it elsewhere\n',
  });
});

it.skipIf(!existsSync('/dev/full'))('names the reason if a report cannot be written', async () => {
  await withReceiver(undefined, async ({ url }) => {
    const argv = ['check', url, '--rules', 'signature/accepts-genuine', '--report', 'json=/dev/full', '-q'];
    const child = spawn(process.execPath, [bin, ...argv], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [exitCode] = await once(child, 'close');
    expect([exitCode, Buffer.concat(chunks).toString()]).toEqual([
      2,
      'hookswitch: /dev/full cannot be written (the disk is full); choose another path\n',
    ]);
  });
});
