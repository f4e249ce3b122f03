import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bundleCli } from '../support/bundle.ts';
import { secret } from '../support/recording-receiver.ts';

const bin = await bundleCli();

/** Far more than the 2 s a command is allowed: the machine may be busy. */
const maxWaitMs = 60_000;

export interface Started {
  readonly child: ChildProcess;
  readonly cwd: string;
  /** Waits until its output, standard error included, contains this, and returns it. */
  says(sign: RegExp): Promise<string>;
  /** How it ended after this signal; `hangs` if it did not end and was killed. */
  endedBy(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | 'hangs'>;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hookswitch-interrupt-'));
}

/** The command line in a separate process; `prelude` is a program, with arguments, that runs it. */
export function start(argv: readonly string[], cwd = newFolder(), prelude: readonly string[] = []): Started {
  const [program = '', ...args] = [...prelude, process.execPath, bin, ...argv];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, TMPDIR: process.env.TMPDIR, YCM_WEBHOOK_SECRET: secret },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const seen = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
      for (const look of seen) look();
    });
  }
  const ended = once(child, 'exit');
  return {
    child,
    cwd,
    says: (sign) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = sign.exec(output)?.[0];
          if (found !== undefined) resolve(found);
        };
        seen.add(look);
        look();
        ended.then(() => reject(new Error(`it ended:\n${output}`)));
      }),
    async endedBy(signal) {
      if (child.exitCode !== null) throw new Error(`it ended before:\n${output}`);
      const timeout = setTimeout(() => child.kill('SIGKILL'), maxWaitMs);
      child.kill(signal);
      const [code, by] = await ended;
      clearTimeout(timeout);
      return by === 'SIGKILL' ? 'hangs' : (code ?? by);
    },
  };
}
