import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a stream: none off a terminal, with NO_COLOR, or on a dumb terminal; FORCE_COLOR gives them anywhere. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const isRefused = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const isTerminal = stream.isTTY === true && env.TERM !== 'dumb';
  return pc.createColors(!isRefused && (isForced || isTerminal));
}
