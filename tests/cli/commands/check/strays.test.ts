import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../../support/run-cli.ts';
import { stage } from './left-running.ts';

const rules = ['--rules', 'acknowledgement/acknowledges-in-time'];

it.runIf(existsSync('/proc/self/stat'))(
  'names a process that cleared its environment and left the process tree',
  async () => {
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
  },
);
