import { hasPlainLetters, lettersOf, plainLettersOf } from './letters.ts';
import type { RunFinder, Span } from './runs.ts';

/** What replaces a secret or a credential. */
export const mask = '***';
/** Half of a secret of this length is not a coincidence (characters). */
const shortestHalved = 16;

/**
 * Masks these secrets everywhere in a text: the exact ones as they are, and runs of letters whatever their case and escapes, and whatever
 * is between them. Half of a long secret is enough to recognize it.
 */
export function maskSecrets(text: string, exact: readonly string[], runs: RunFinder = () => []): string {
  const places = exact.flatMap((secret) => placesOf(text, secret));
  return maskAt(text, [...places, ...placesOfRuns(text, runs)]);
}

function placesOfRuns(text: string, runs: RunFinder): Span[] {
  if (hasPlainLetters(text) && runs(plainLettersOf(text)).length === 0) return [];
  const { letters, places } = lettersOf(text);
  return runs(letters).map(({ from, to }) => ({
    from: places[2 * from] ?? 0,
    to: places[2 * to - 1] ?? text.length,
  }));
}

function maskAt(text: string, places: readonly Span[]): string {
  let masked = '';
  let done = 0;
  for (const { from, to } of [...places].sort((a, b) => a.from - b.from)) {
    if (from >= done) masked += text.slice(done, from) + mask;
    done = Math.max(done, to);
  }
  return done === 0 ? text : masked + text.slice(done);
}

function headOf(secret: string): string {
  return secret.length < shortestHalved ? secret : secret.slice(0, secret.length >> 1);
}

function placesOf(text: string, secret: string): Span[] {
  const head = headOf(secret);
  const places: Span[] = [];
  for (let from = text.indexOf(head); from >= 0; from = text.indexOf(head, places.at(-1)?.to))
    places.push({ from, to: from + sharedLength(text, from, secret) });
  return places;
}

/** How many characters of the secret are at this place. */
function sharedLength(text: string, at: number, secret: string): number {
  let length = 0;
  while (length < secret.length && text[at + length] === secret[length]) length += 1;
  return length;
}
