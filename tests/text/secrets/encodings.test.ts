import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../text/secrets/redact.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** "A system-generated 32-character key" */
const secrets = fc.string({ unit: fc.constantFrom(...letters), minLength: 32, maxLength: 32 });

const encoded: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
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
  const escapes = /%(..)|\\u(.{4})|\\x(..)|&#(\d+);/g;
  const plain = text.replace(escapes, (_all, percent, unicode, hex, decimal) =>
    String.fromCharCode(decimal ?? Number.parseInt(percent ?? unicode ?? hex, 16)),
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
