import { spawn } from 'node:child_process';
import { lastPart, tellingLines } from '../text/errors/telling-lines.ts';
import { withMark } from './processes/mark.ts';
import { ProcessTree } from './processes/process-tree.ts';

export interface ShellOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/**
 * Starts a command in a shell with its own session. The tree finds and stops all of its processes. `tail` returns its last output, up to
 * about `keptOutput` characters.
 */
export function spawnShell(command: string, { env, cwd }: ShellOptions, keptOutput: number) {
  const marked = withMark(env);
  const child = spawn('/bin/sh', ['-c', command], {
    env: marked.env,
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = lastPart(output + chunk.toString('utf8'), keptOutput);
    });
  return { child, tree: new ProcessTree(child, marked.mark), tail: () => output };
}

/** How a command ended: "exited with code 1". */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
}

const shownLines = 20;

/** A command's last output, for people. Follows how it ended. */
export function lastWords(output: string): string {
  const lines = tellingLines(output, shownLines);
  return lines.length === 0 ? '; it printed nothing' : `; it printed:\n${lines.join('\n')}`;
}
