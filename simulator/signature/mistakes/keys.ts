import { type Computation, hmac } from './computation.ts';

/** HMAC-SHA256 of the message, with another key than the text of the secret. */
export const otherKeys: readonly Computation[] = [
  key(
    'empty-secret',
    'The key is empty, so anybody can sign like this: the secret did not reach the code.',
    () => [''],
  ),
  key('secret-decoded', 'The secret was decoded as Base64: its text is the key.', (secret) => [
    Buffer.from(secret, 'base64'),
  ]),
  key('secret-decoded-as-hex', 'The secret was decoded as hex: its text is the key.', (secret) =>
    /^[0-9a-f]+$/i.test(secret) ? [Buffer.from(secret, 'hex')] : [],
  ),
  key('secret-encoded', 'The secret was encoded as Base64: its text is the key.', (secret) => [
    Buffer.from(secret).toString('base64'),
  ]),
  key(
    'secret-with-line-break',
    'The key holds a line break after the secret, such as that of its file: the secret alone is the key.',
    (secret) => [`${secret}\n`, `${secret}\r\n`],
  ),
  key(
    'secret-in-quotes',
    'The key holds quotation marks around the secret: the secret alone is the key.',
    (secret) => [`"${secret}"`, `'${secret}'`],
  ),
  key(
    'secret-in-other-case',
    'The secret was changed to lower or upper case: it is the key as it is.',
    (secret) => [secret.toLowerCase(), secret.toUpperCase()],
  ),
];

function key(name: string, sentence: string, keys: (secret: string) => (string | Buffer)[]): Computation {
  return {
    name,
    sentence,
    digests: (secret, bytes) => keys(secret).map((other) => hmac('sha256', other, bytes)),
  };
}
