import { dataStream, type Output, terminalStream } from '../../text/terminal-text.ts';

/** The world outside the command line: handed in, so that it can be run in a test. */
export interface ProcessIo {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The world outside a command. What it writes to `stdout` and `stderr` is for people: foreign escape codes in it are shown, not obeyed. */
export interface Io extends ProcessIo {
  /** For data, which stays exact (on a terminal, JSON of the same value), and for a prompt, which edits lines. */
  readonly raw: Pick<ProcessIo, 'stdout' | 'stderr'>;
}

/** The one place where text for people becomes safe for a terminal, so that no command can forget it. */
export function ioOf(world: ProcessIo): Io {
  const { stdout, stderr, env, cwd, signal } = world;
  return {
    // Opened only by a command that reads it.
    get stdin() {
      return world.stdin;
    },
    stdout: terminalStream(stdout),
    stderr: terminalStream(stderr),
    raw: { stdout: dataStream(stdout), stderr },
    env,
    cwd,
    signal,
  };
}
