import type { Encoded } from './encodings.ts';

/** A part of a text: its first character, and the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Finds runs of the letters of secrets in the letters of a text. */
export type RunFinder = (letters: string) => Span[];

/** Every run of 8 letters contains a block of 4 that begins at a multiple of 5. */
const [block, step] = [4, 5];
/** Our own name is no secret, although it is part of the example secret of our documentation. */
const ownName = /hookswitch/g;

/**
 * Finds every run that is at least as long as its encoding demands. Only the blocks at every fifth letter are looked up, so that a text
 * of a megabyte costs milliseconds.
 */
export function runFinder(secrets: readonly Encoded[]): RunFinder {
  const blocks = new Map<string, { readonly secret: Encoded; readonly at: number }[]>();
  for (const secret of secrets)
    for (let at = 0; at + block <= secret.letters.length; at += 1) {
      const key = secret.letters.slice(at, at + block);
      blocks.set(key, [...(blocks.get(key) ?? []), { secret, at }]);
    }
  if (blocks.size === 0) return () => [];
  return (letters) => {
    const places: Span[] = [];
    for (let from = 0; from + block <= letters.length; from += step) {
      const runs = (blocks.get(letters.slice(from, from + block)) ?? [])
        .map(({ secret, at }) => ({ ...runAround(letters, from, secret.letters, at), secret }))
        .filter((run) => isTelling(letters, run, run.secret.shortest));
      if (runs.length === 0) continue;
      const to = Math.max(...runs.map((run) => run.to));
      places.push({ from: Math.min(...runs.map((run) => run.from)), to });
      // Another run that begins in this one, and is longer, is found by its blocks after it.
      from = Math.max(from, to - step);
    }
    return places;
  };
}

function isTelling(letters: string, { from, to }: Span, shortest: number): boolean {
  return to - from >= shortest && letters.slice(from, to).replace(ownName, '').length >= shortest;
}

/** How far the text and the secret agree around a place where they do. */
function runAround(text: string, inText: number, secret: string, inSecret: number): Span {
  let before = 0;
  while (before < inSecret && text[inText - before - 1] === secret[inSecret - before - 1]) before += 1;
  let after = 0;
  while (inSecret + after < secret.length && text[inText + after] === secret[inSecret + after]) after += 1;
  return { from: inText - before, to: inText + after };
}
