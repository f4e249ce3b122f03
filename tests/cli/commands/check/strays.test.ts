import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';
import { stage } from './left-running.ts';

const hasProc = existsSync('/proc/self/stat');
const rules = ['--rules', 'acknowledgement/acknowledges-in-time'];

it.runIf(hasProc)('names a process that cleared its environment and left the process tree', async () => {
  const { url, receiver, env, left } = await stage();
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-strays-'));
  const daemon = `env -i setsid sh -c "echo \\$\\$ > pid; exec sleep 300"`;
  const command = `(${daemon} >/dev/null 2>&1 &); exec ${receiver}`;
  const { exitCode, stderr } = await runCli(['check', url, '--exec', command, ...rules], { env, cwd });
  const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
  try {
    expect(stderr).toBe(
      `hookswitch: a process that started during the check still runs: ${pid} (sleep); if --exec started it, stop it yourself\n`,
    );
    expect([exitCode, left()]).toEqual([0, []]);
  } finally {
    process.kill(pid, 'SIGKILL');
  }
});

it.runIf(hasProc)('also names those of an observer command, if the receiver was not started', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-strays-'));
  const daemon = 'env -i setsid sh -c "echo \\$\\$ > pid; exec sleep 300"';
  // The command works in the folder of this process.
  const observe = `cd ${cwd}; [ -e pid ] || (${daemon} >/dev/null 2>&1 &); while ! [ -s pid ]; do sleep 0.01; done; echo 1`;
  const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
  const receiver = await serve(createReference({ secret }));
  const env = { PATH: process.env.PATH, YCM_WEBHOOK_SECRET: secret };
  const checked = await runCli(['check', receiver.url, '--observe-cmd', observe, ...rules], { env, cwd });
  const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  expect(checked.stderr).toContain(
    `still runs: ${pid} (sleep); if --observe-cmd started it, stop it yourself\n`,
  );
});
