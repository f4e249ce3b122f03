import { seededRandom } from '../../simulator/index.ts';

type Draw = (limit: number) => number;

/** Random ways to corrupt a text file, as disks, editors, merges and attackers do. */
const byteWays: readonly ((text: string, upTo: Draw) => string)[] = [
  (text, upTo) => flipBit(text, upTo),
  (text, upTo) => text.slice(0, upTo(text.length)),
  (text, upTo) => text.slice(upTo(text.length)),
  (text, upTo) => spliced(text, upTo, upTo(40), ''),
  (text, upTo) => onLines(text, (lines, at) => lines.toSpliced(at, 1), upTo),
  (text, upTo) => onLines(text, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''), upTo),
  (text, upTo) => spliced(text, upTo, upTo(3), pick(noise, upTo)),
  (text, upTo) => text.replaceAll('\n', pick(['\r', '\r\n', '', '\u2028'], upTo)),
  (text, upTo) => `${pick(['\ufeff', '\ufeff\ufeff', ' ', '\0', '// a note\n'], upTo)}${text}`,
  (text, upTo) => text + pick([text, ',', '\0', '\ufeff', '{}', ' '.repeat(1000)], upTo),
];

/** Changes that usually keep it valid JSON. */
const valueWays: typeof byteWays = [
  (text, upTo) => onValue(text, upTo, () => pick(values, upTo)),
  (text, upTo) => onValue(text, upTo, () => anotherOf(text, upTo)),
  (text, upTo) => onValue(text, upTo, () => '['.repeat(upTo(3000)) + ']'.repeat(upTo(3000))),
  (text, upTo) => onValue(text, upTo, (value) => `${'{"a":'.repeat(30)}${value}${'}'.repeat(30)}`),
  (text, upTo) => onItems(text, (items, at) => items.toSpliced(at, 1), upTo),
  (text, upTo) => onItems(text, (items, at) => items.toSpliced(at, 0, items[at]), upTo),
  (text, upTo) => onItems(text, (items, at) => items.toSpliced(at, 2, items[at + 1], items[at]), upTo),
];

const noise = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '\0',
  '\u001b[31m',
  '\ud800',
  '\udc00',
  '\u202e',
  '\ufeff',
  '/*',
  '-',
  'null',
  '\n',
  '😀',
];
const values = [
  ...[
    'null',
    'true',
    '-1',
    '0',
    '1e999',
    '-1e-999',
    '9'.repeat(400),
    '0.1',
    '""',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '"__proto__"',
  ],
  ...[
    '{"__proto__": 1}',
    '"\\u0000\\ud800"',
    `"${'x'.repeat(100_000)}"`,
    '"mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr"',
    '"create-pbx"',
  ],
];

/** A text corrupted in one to three ways, the same for the same seed. */
export function mutateText(text: string, seed: number): string {
  const random = seededRandom(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  let spoilt = text;
  const ways = upTo(2) === 0 ? byteWays : valueWays;
  for (let left = 1 + upTo(3); left > 0; left -= 1) spoilt = pick(ways, upTo)(spoilt, upTo);
  return spoilt;
}

function pick<T>(choices: readonly T[], upTo: Draw): T {
  const choice = choices[upTo(choices.length)];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}

/** Flips a bit, as a bad disk does. The bytes may no longer be UTF-8. */
function flipBit(text: string, upTo: Draw): string {
  const bytes = Buffer.from(text);
  const at = upTo(bytes.length);
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8));
  return bytes.toString('utf8');
}

function spliced(text: string, upTo: Draw, removed: number, put: string): string {
  const at = upTo(text.length);
  return text.slice(0, at) + put + text.slice(at + removed);
}

function onLines(text: string, change: (lines: string[], at: number) => string[], upTo: Draw): string {
  const lines = text.split('\n');
  return change(lines, upTo(lines.length)).join('\n');
}

/** Something else in place of a value or a key. */
function onValue(text: string, upTo: Draw, change: (value: string) => string): string {
  const found = [...text.matchAll(literals)];
  const match = found[upTo(found.length)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length);
}

const literals = /"[^"\n]*"|\b\d+\b/g;

function anotherOf(text: string, upTo: Draw): string {
  return pick(text.match(literals) ?? ['null'], upTo);
}

/** The items of an array in another order, or other items; the text must be JSON. */
function onItems(text: string, change: (items: unknown[], at: number) => unknown[], upTo: Draw): string {
  const arrays = text.split('[').length - 1;
  let countdown = upTo(arrays);
  try {
    const value: unknown = JSON.parse(text, (_, inner: unknown) => {
      if (!Array.isArray(inner)) return inner;
      countdown -= 1;
      return countdown === -1 ? change(inner, upTo(inner.length)) : inner;
    });
    return JSON.stringify(value, null, 2);
  } catch {
    return text;
  }
}
