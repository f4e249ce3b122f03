import pc from 'picocolors';

/** The world outside a command: handed in, so that a command can be run in a test. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a stream: none off a terminal, with NO_COLOR, or on a dumb terminal; FORCE_COLOR gives them anywhere. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const isRefused = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const isTerminal = stream.isTTY === true && env.TERM !== 'dumb';
  return pc.createColors(!isRefused && (isForced || isTerminal));
}
