import { nearest } from './nearest.ts';
import { quote } from './quote.ts';

/** An unknown name, with the most similar known name, or else all known names. */
export function unknownName(text: string, known: readonly string[]): string {
  const near = nearest(text, known);
  return `${quote(text)}; ${near === undefined ? `use one of ${known.join(', ')}` : `did you mean ${near}?`}`;
}
