/** Builds a text of the family from runs of a unit that fill its size. */
export type Family = (fill: (unit: string) => string) => string;

/** A text of a family with about this many repeated bytes. */
export function textOf(family: Family, bytes: number): string {
  return family((unit) => unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes));
}

/** A placeholder for a secret that the other side knows. */
export const secret = 'Hf3Qz7LmW9xKv2RtBn5YcJd8Gp4SaUe6';

/** JSON and text that is hard to parse, explain, mask or show. */
export const bodies: Readonly<Record<string, Family>> = {
  'open lists': (fill) => fill('['),
  'nested lists': (fill) => fill('[') + fill(']'),
  'nested objects': (fill) => fill('{"a":'),
  quotes: (fill) => `"${fill('\\"')}`,
  backslashes: (fill) => `"${fill('\\')}`,
  'a long number': (fill) => `[${fill('9')}]`,
  'many items': (fill) => `[${fill('{"event":"test"},')}{}]`,
  'many keys': (fill) => `{${fill('"a":1,')}"b":2}`,
  blanks: (fill) => `${fill(' ')}x`,
  'lines of blanks': (fill) => fill(' \t\r\n'),
  secrets: (fill) => fill(secret),
  'halves of secrets': (fill) => fill(secret.slice(0, 17)),
  'one letter': (fill) => fill('H'),
  escapes: (fill) => fill('\x1b]0;x\x07\x9b31m'),
  'no UTF-8': (fill) => fill('\xff\xfe\xc3'),
  'stack trace': (fill) => fill('Error: x\n    at f (/a/b.js:1:1)\n'),
  'percent signs': (fill) => fill('%'),
  'equals and ampersands': (fill) => fill('=&'),
};
