import { type Choices, seededChoices } from '../../../simulator/random.ts';
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
  const choices = seededChoices(seed);
  const { upTo, oneOf } = choices;
  const [family, make] = oneOf(Object.entries(families));
  let text = textOf(make, oneOf(sizes));
  for (let left = upTo(maxMutations); left > 0; left -= 1) text = mutated(text, families, choices);
  return {
    seed,
    family,
    bytes: Buffer.from(text, 'latin1'),
    pieceBytes: oneOf([1, 7, 1460, text.length, text.length]),
    ending: oneOf(['stay', 'end', 'end', 'reset'] as const),
  };
}

function mutated(text: string, families: Readonly<Record<string, Family>>, { upTo, oneOf }: Choices): string {
  // Framing is decided at the beginning.
  const at = upTo(oneOf([Math.min(text.length, 100), text.length]));
  const length = upTo(oneOf([4, 200]));
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const ways = [
    () => before + after.slice(length),
    () => before + after.slice(0, length) + after,
    () => before + oneOf(inserted) + after,
    () => before + oneOf(inserted).repeat(upTo(2000)) + after,
    () => before + String.fromCharCode(upTo(256)) + after.slice(1),
    () => before + textOf(oneOf(Object.values(families)), 200) + after,
    () => before,
  ];
  return oneOf(ways)();
}
