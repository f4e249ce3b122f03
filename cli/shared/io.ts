import { dataStream, type Output, terminalStream } from '../../text/terminal/terminal-text.ts';

/** The outside world of the command line, passed in for tests. */
export interface ProcessIo {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The outside world of a command. Output to `stdout` and `stderr` is for people: foreign control characters are shown, not executed. */
export interface Io extends ProcessIo {
  /** For data, which stays exact (on a terminal, JSON of the same value), and for prompts, which edit lines. */
  readonly raw: Pick<ProcessIo, 'stdout' | 'stderr'>;
}

/** How many columns text may take: the width of the terminal, but no more than is easy to read. */
export function textWidth({ columns }: Output): number {
  return Math.min(columns || 100, 120);
}

/** The only place that makes text for people safe for a terminal, so that no command can forget to. */
export function ioOf(processIo: ProcessIo): Io {
  const { stdout, stderr, env, cwd } = processIo;
  return {
    // A command that uses neither doesn't open its input, nor start the thread that catches signals.
    get stdin() {
      return processIo.stdin;
    },
    stdout: terminalStream(stdout),
    stderr: terminalStream(stderr),
    raw: { stdout: dataStream(stdout), stderr },
    env,
    cwd,
    get signal() {
      return processIo.signal;
    },
  };
}
