import { type ChildProcess, spawn } from 'node:child_process';

export interface ShellOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Starts a command in a shell, in a process group of its own, so that nothing of it is left behind. */
export function spawnShell(command: string, { env, cwd }: ShellOptions) {
  return spawn('/bin/sh', ['-c', command], { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Signals a command and all that it started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
}

/** How a command ended, as words that go on after "ended": undefined when it did so with exit code 0. */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal !== null) return `by ${signal}`;
  return code === 0 ? undefined : `with exit code ${code}`;
}

const shownLines = 20;

/** What a command printed last, for people; goes on after how it ended. */
export function lastWordsIn(output: string): string {
  const tail = output.trimEnd();
  return tail === ''
    ? '; it printed nothing'
    : `; it printed:\n${tail.split('\n').slice(-shownLines).join('\n')}`;
}
