import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';

/** An example receiver and its start command, relative to the project's root. */
export interface Example {
  readonly name: string;
  readonly command: readonly [program: string, file: string];
}

export const examples: readonly Example[] = [
  { name: 'express', command: [process.execPath, 'examples/express/server.mjs'] },
  { name: 'fastify', command: [process.execPath, 'examples/fastify/server.mjs'] },
  { name: 'python', command: ['python3', 'examples/python/server.py'] },
];

/** Whether this machine can run an example. Python may be missing on a machine, but not in CI. */
export function isRunnable({ command: [program] }: Example): boolean {
  return process.env.CI !== undefined || spawnSync(program, ['--version']).status === 0;
}

/** A process's exit and all of its output. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface RunningReceiver {
  readonly port: number;
  /** Its output so far, on both streams. */
  readonly output: () => string;
  /** Ends it with SIGTERM, and after 2 s with SIGKILL. */
  readonly stop: () => Promise<Ended>;
}

/** Starts an example on a free port and waits, at most 20 s, for the line that says where it listens. */
export async function startReceiver(example: Example): Promise<RunningReceiver> {
  const { child, output, ended } = launch(example, { PORT: '0', YCM_WEBHOOK_SECRET: secret });
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 2000);
    const how = await ended;
    clearTimeout(killer);
    return how;
  };
  const port = await new Promise<number>((resolve, reject) => {
    const giveUp = () => reject(new Error(`${example.name} did not say where it listens: ${output()}`));
    const timer = setTimeout(giveUp, 20_000);
    ended.then(giveUp);
    child.stdout.on('data', () => {
      const ready = /^listening on http:\/\/127\.0\.0\.1:(\d+)\/webhook\n/.exec(output());
      if (!ready) return;
      clearTimeout(timer);
      resolve(Number(ready[1]));
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, output, stop };
}

/** Starts an example that is expected to end by itself. */
export async function runToEnd(example: Example, env: Record<string, string>): Promise<Ended> {
  const { child, ended } = launch(example, env);
  const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const how = await ended;
  clearTimeout(killer);
  return how;
}

function launch({ command: [program, file] }: Example, env: Record<string, string>) {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const STATE_FILE = join(mkdtempSync(join(tmpdir(), 'hookswitch-example-')), 'state.jsonl');
  const child = spawn(program, [file], { cwd, env: { PATH: process.env.PATH ?? '', STATE_FILE, ...env } });
  const written: Buffer[] = [];
  const output = () => Buffer.concat(written).toString();
  child.stdout.on('data', (bytes: Buffer) => written.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => written.push(bytes));
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, output: output() }));
  return { child, output, ended };
}
