import type { ArrivalRow } from '../../../../schemas/generated/console-types.ts';

/** As many as the page keeps; older ones are asked for again. */
export const mostRows = 1000;

/** Rows of several sources, each once, newest first; where a row is in two, the later source has it as it is now. */
export function mergeRows(...sources: readonly (readonly ArrivalRow[])[]): ArrivalRow[] {
  const bySeq = new Map(sources.flat().map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, mostRows);
}
