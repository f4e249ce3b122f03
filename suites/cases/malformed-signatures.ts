import fc from 'fast-check';

export const malformedTitles = {
  text: 'whose signature is arbitrary text',
  length: 'whose signature is Base64 of another length',
  'non-ascii': 'whose signature has non-ASCII characters',
  control: 'whose signature has control characters',
  long: 'whose signature is 16 KiB long',
} as const;

type Kind = keyof typeof malformedTitles;

export interface Malformed {
  readonly kind: Kind;
  /** One Latin-1 character per byte. No CR or LF, which would end the header, and not only tabs, which are stripped. */
  readonly value: string;
}

export const malformedValues: readonly Malformed[] = [
  { kind: 'text', value: '=' },
  { kind: 'text', value: '*'.repeat(44) },
  { kind: 'text', value: '{"signature":[null]}' },
  { kind: 'length', value: 'QUJD' },
  { kind: 'length', value: 'QUJD'.repeat(100) },
  { kind: 'non-ascii', value: 'é'.repeat(44) },
  { kind: 'control', value: `${'A'.repeat(20)}\0${'A'.repeat(22)}=` },
  { kind: 'long', value: 'A'.repeat(16 * 1024) },
];

const text = (unit: fc.Arbitrary<string>) => fc.string({ unit, minLength: 1, maxLength: 60 });
const code = (min: number, max: number) => fc.integer({ min, max }).map((unit) => String.fromCharCode(unit));
const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 90 })
  .filter((bytes) => bytes.length !== 32)
  .map((bytes) => Buffer.from(bytes).toString('base64'));

export const malformed: fc.Arbitrary<Malformed> = fc.oneof(
  ofKind('text', text(code(0x21, 0x7e))),
  ofKind('length', base64),
  ofKind('non-ascii', text(code(0xa0, 0xff))),
  ofKind(
    'control',
    text(code(0x01, 0x1f).filter((unit) => unit !== '\r' && unit !== '\n')).filter((value) =>
      /[^\t]/.test(value),
    ),
  ),
);

function ofKind(kind: Kind, value: fc.Arbitrary<string>): fc.Arbitrary<Malformed> {
  return fc.record({ kind: fc.constant(kind), value });
}
