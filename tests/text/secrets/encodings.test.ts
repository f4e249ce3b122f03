import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../text/secrets/redact.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** "A system-generated 32-character key" */
const secrets = fc.string({ unit: fc.constantFrom(...letters), minLength: 32, maxLength: 32 });

const encoded: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in decimal numbers': (secret) => JSON.stringify([...Buffer.from(secret)]),
  'in hex': (secret) => Buffer.from(secret).toString('hex'),
  'in Base64': (secret) => Buffer.from(secret).toString('base64'),
  'in Base64url': (secret) => Buffer.from(secret).toString('base64url'),
  'in Base64 after a user name': (secret) => Buffer.from(`ycm:${secret}`).toString('base64'),
  'in Base64 within JSON': (secret) => Buffer.from(JSON.stringify({ key: secret })).toString('base64'),
};
const cased: Record<string, (text: string) => string> = {
  unchanged: (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
};
const separated: Record<string, (text: string) => string> = {
  'without separators': (text) => text,
  unpadded: (text) => text.replaceAll('=', ''),
  'with colons': (text) => (text.match(/../g) ?? []).join(':'),
  'in lines': (text) => (text.match(/.{1,8}/g) ?? []).join('\n'),
  'as an array': (text) => JSON.stringify([...text]),
  backwards: (text) => [...text].reverse().join(''),
};
const escaped: Record<string, (text: string) => string> = {
  unescaped: (text) => text,
  'percent-encoded': (text) => [...text].map((one) => `%${code(one, 2)}`).join(''),
  'in JSON escapes': (text) => [...text].map((one) => `\\u${code(one, 4)}`).join(''),
  'in hex escapes': (text) => [...text].map((one) => `\\x${code(one, 2).toUpperCase()}`).join(''),
  'in octal escapes': (text) =>
    [...text].map((one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`).join(''),
  'in escapes with braces': (text) => [...text].map((one) => `\\u{${code(one, 2)}}`).join(''),
  'as an array of bytes': (text) => [...text].map((one) => `0x${code(one, 2)}`).join(', '),
  'in HTML entities': (text) => [...text].map((one) => `&#${one.charCodeAt(0)};`).join(''),
};

function code(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}

function anyOf(forms: Record<string, (text: string) => string>) {
  return fc.constantFrom(...Object.keys(forms)).map((name) => forms[name] ?? String);
}

/** The letters and digits of a text, whether or not it is escaped. */
function lettersIn(text: string): string {
  const escapes = /%(..)|\\u\{(..)\}|\\u(.{4})|\\x(..)|0x(..)|&#(\d+);|\\(\d{3})/g;
  const plain = text.replace(escapes, (_all, percent, braces, unicode, hex, byte, decimal, octal) =>
    String.fromCharCode(
      decimal ??
        (octal
          ? Number.parseInt(octal, 8)
          : Number.parseInt(percent ?? braces ?? unicode ?? hex ?? byte, 16)),
    ),
  );
  return plain.replace(/[^a-z\d]/gi, '');
}

describe('a secret', () => {
  const form = fc.tuple(anyOf(encoded), anyOf(cased), anyOf(separated), anyOf(escaped));

  it('is masked in any encoding, case, spacing and escaping', () => {
    fc.assert(
      fc.property(secrets, form, (secret, [encode, inCase, separate, escapeAll]) => {
        const shown = escapeAll(separate(inCase(encode(secret))));
        const masked = createRedactor([secret]).text(`<${shown}>`);
        expect(masked).toContain('***');
        // What surrounds the secret in Base64 doesn't reveal it.
        expect(lettersIn(masked).length).toBeLessThan(16);
      }),
      { numRuns: 2000 },
    );
  });

  it('is masked wherever a cut left eight of its letters, and nothing else is', () => {
    const cut = fc.tuple(fc.nat(24), fc.integer({ min: 8, max: 32 }));
    fc.assert(
      fc.property(secrets, cut, (secret, [from, length]) => {
        const part = secret.slice(from, from + length);
        expect(createRedactor([secret]).text(`<${part}>`)).toBe('<***>');
      }),
      { numRuns: 1000 },
    );
  });

  // printf 'key=%s!' q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o | xxd, hexdump -C, hexdump, od, od -c, xxd -i
  it.each([
    [
      'xxd',
      `00000000: 6b65 793d 7137 547a 304c 6d58 7633 526b  key=q7Tz0LmXv3Rk
00000010: 5762 3848 6459 6335 4e73 4a66 3247 7041  Wb8HdYc5NsJf2GpA
00000020: 6555 396f 21                             eU9o!`,
    ],
    [
      'hexdump -C',
      `00000000  6b 65 79 3d 71 37 54 7a  30 4c 6d 58 76 33 52 6b  |key=q7Tz0LmXv3Rk|
00000010  57 62 38 48 64 59 63 35  4e 73 4a 66 32 47 70 41  |Wb8HdYc5NsJf2GpA|`,
    ],
    [
      'hexdump',
      '0000000 3771 7a54 4c30 586d 3376 6b52 6257 4838\n0000010 5964 3563 734e 664a 4732 4170 5565 6f39',
    ],
    [
      'od',
      `0000000 033561 075124 046060 054155 031566 065522 061127 044070
0000020 054544 032543 071516 063112 043462 040560 052545 067471`,
    ],
    ['od -c', '0000020   d   Y   c   5   N   s   J   f   2   G   p   A   e   U   9   o'],
    [
      'xxd -i',
      `0x71, 0x37, 0x54, 0x7a, 0x30, 0x4c, 0x6d, 0x58, 0x76, 0x33, 0x52, 0x6b,
  0x57, 0x62, 0x38, 0x48, 0x64, 0x59, 0x63, 0x35, 0x4e, 0x73, 0x4a, 0x66,
  0x32, 0x47, 0x70, 0x41, 0x65, 0x55, 0x39, 0x6f`,
    ],
  ])('is masked in each line of %s', (_tool, dump) => {
    const masked = createRedactor(['q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o']).text(dump);
    // What is left: offsets, and what stands before and after the secret.
    expect(
      masked
        .replace(/\*\*\*/g, '')
        .replace(/^0[\da-f]{6,7}/gm, '')
        .match(/[\da-z]/gi)?.length ?? 0,
    ).toBeLessThan(36);
    expect(masked).not.toMatch(/Wb8H|NsJf|6459|64 59|5964|0x64|054544/);
  });

  it('is masked even if a cut left half of its hex in upper case', () => {
    const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
    // printf %s q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o | xxd -p -c 64 | tr a-f A-F | cut -c 1-40
    const half = '7137547A304C6D587633526B5762384864596335';
    expect(createRedactor([secret]).text(`key=${half}…`)).toBe('key=***…');
  });

  it('is masked as the key of an object, in any case', () => {
    const { key } = createRedactor(['q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o']);
    expect(key('Q7TZ0LMXV3RKWB8HDYC5NSJF2GPAEU9O')).toBe('***');
    expect(key('q7Tz0LmXv3RkWb8H')).toBe('q7Tz0LmXv3RkWb8H');
  });
});

it('leaves text with other letters, escapes and digests unchanged', () => {
  const { text } = createRedactor(['q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o']);
  const other = 'café %E2%82%AC \\u0071 &#113; 7f220a9068c1b2d4e5f60718293a4b5c 100 % \\';
  expect(text(other)).toBe(other);
});
