import { parseForeignJson } from '../schemas/foreign-json.ts';
import { joinTimes, mayHaveTimesInParts } from './join-times.ts';
import type { Json } from './json.ts';

/**
 * Parses a state. An integer that JavaScript can't represent becomes a text with its digits: the receiver may be written in another language
 * and show it exactly. A time in parts becomes one value.
 *
 * @throws SyntaxError for invalid JSON; NestedTooDeep.
 */
export function parseState(shown: string): Json {
  // RFC 8259, 8.1: a parser may ignore a byte order mark. .NET and PowerShell write one.
  const text = shown.replace(/^\uFEFF/, '');
  const parsed = parseForeignJson(text) as Json;
  const state = longInteger.test(text) ? (parseForeignJson(withExactIntegers(text)) as Json) : parsed;
  return mayHaveTimesInParts.test(text) ? joinTimes(state) : state;
}

const longInteger = /\d{16}/;
const textOrNumber = /"(?:[^"\\]|\\.)*"?|[-+.\deE]+/gs;

function withExactIntegers(text: string): string {
  return text.replace(textOrNumber, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
