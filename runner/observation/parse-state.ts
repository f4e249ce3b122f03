import { parseForeignJson } from '../../schemas/foreign-json.ts';
import type { Json } from './json.ts';

/**
 * Parses a state. An integer that JavaScript can't represent becomes a text with its digits: the receiver may be written in another language
 * and show it exactly.
 *
 * @throws SyntaxError for invalid JSON; NestedTooDeep.
 */
export function parseState(text: string): Json {
  const state = parseForeignJson(text) as Json;
  return longInteger.test(text) ? (parseForeignJson(withExactIntegers(text)) as Json) : state;
}

const longInteger = /\d{16}/;
const textOrNumber = /"(?:[^"\\]|\\.)*"?|[-+.\deE]+/gs;

function withExactIntegers(text: string): string {
  return text.replace(textOrNumber, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
