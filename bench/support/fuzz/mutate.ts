import { seededRandom } from '../../../simulator/random.ts';
import { type Family, secret, textOf } from './families.ts';

/** A hostile text, and how it is sent. Depends only on the seed. */
export interface FuzzCase {
  readonly seed: number;
  readonly family: string;
  readonly bytes: Buffer;
  /** The size of a piece (bytes). With many pieces, the last one has the rest. */
  readonly pieceBytes: number;
  /** What its sender does afterwards. */
  readonly ending: 'stay' | 'end' | 'reset';
}

type Random = () => number;

const kibibyte = 1024;
/** Most are small, so that a run has many of them. */
const sizes = [
  ...Array<number>(60).fill(256),
  ...Array<number>(25).fill(4 * kibibyte),
  ...Array<number>(10).fill(16 * kibibyte),
  ...Array<number>(4).fill(100 * kibibyte),
  kibibyte * kibibyte,
];
const maxMutations = 6;
const inserted = [
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  ' ',
  '\t',
  ':',
  ';',
  '0',
  '\0',
  '\xff',
  '"',
  '?',
  '%',
  secret,
];

/** The case of a seed: a text of a family, mutated a few times. */
export function caseOf(families: Readonly<Record<string, Family>>, seed: number): FuzzCase {
  const random = seededRandom(seed);
  const [family, make] = pick(Object.entries(families), random);
  let text = textOf(make, pick(sizes, random));
  for (let left = whole(maxMutations, random); left > 0; left -= 1) text = mutated(text, families, random);
  return {
    seed,
    family,
    bytes: Buffer.from(text, 'latin1'),
    pieceBytes: pick([1, 7, 1460, text.length, text.length], random),
    ending: pick(['stay', 'end', 'end', 'reset'] as const, random),
  };
}

function mutated(text: string, families: Readonly<Record<string, Family>>, random: Random): string {
  // Framing is decided at the beginning.
  const at = whole(random() < 0.5 ? Math.min(text.length, 100) : text.length, random);
  const length = whole(random() < 0.5 ? 4 : 200, random);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const ways = [
    () => before + after.slice(length),
    () => before + after.slice(0, length) + after,
    () => before + pick(inserted, random) + after,
    () => before + pick(inserted, random).repeat(whole(2000, random)) + after,
    () => before + String.fromCharCode(whole(256, random)) + after.slice(1),
    () => before + textOf(pick(Object.values(families), random), 200) + after,
    () => before,
  ];
  return pick(ways, random)();
}

function whole(below: number, random: Random): number {
  return Math.floor(random() * below);
}

function pick<T>(from: readonly T[], random: Random): T {
  const one = from[whole(from.length, random)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
