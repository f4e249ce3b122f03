import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A script's exit code and output, both streams in order. */
export interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
}

const maxMs = 90_000;

/** Runs a script that stops at its first failure. Anything it leaves in the background, such as a receiver, is killed with it. */
export async function runShell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn('sh', ['-ec', script], { cwd, env, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
    });
  }
  const closed = once(child, 'close');
  const timer = setTimeout(() => killGroup(child.pid), maxMs);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  killGroup(child.pid);
  await closed;
  return { exitCode, output };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}
