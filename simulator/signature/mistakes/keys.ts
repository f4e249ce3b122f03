import { type Computation, hmac } from './computation.ts';
import type { ReceiverMistake } from './mistake.ts';

const useAsText = 'Use the text of the secret, unchanged, as the key.';
const otherKey = (does: string, fix = useAsText): ReceiverMistake => ({
  cause: 'signature-other-key',
  does,
  fix,
});
const decodedKey = (does: string): ReceiverMistake => ({
  cause: 'signature-decoded-secret',
  does,
  fix: useAsText,
});

/** HMAC-SHA256 of the message with a key other than the text of the secret. */
export const otherKeys: readonly Computation[] = [
  key(
    'empty-secret',
    'The key is empty, so anybody can sign like this. The secret did not reach the code.',
    () => [''],
    {
      cause: 'signature-empty-secret',
      does: 'signs with an empty secret',
      fix: "Pass the webhook's secret to the code that checks signatures: the variable or setting that it reads is empty.",
    },
  ),
  key(
    'secret-missing',
    'The key is the word "undefined", "None" or "null". The secret did not reach the code.',
    () => ['undefined', 'None', 'null'],
    otherKey(
      'uses the word "undefined", "None" or "null" as the key',
      "The variable or setting with the secret isn't set, or the code reads it by another name. Pass the webhook's secret, and let the program end if it is missing.",
    ),
  ),
  key(
    'secret-decoded',
    'The secret was decoded as Base64. Use its text as the key.',
    (secret) => [Buffer.from(secret, 'base64')],
    decodedKey('decodes the secret as Base64 before it uses it as the key'),
  ),
  key(
    'secret-decoded-as-hex',
    'The secret was decoded as hex. Use its text as the key.',
    (secret) => (/^[0-9a-f]+$/i.test(secret) ? [Buffer.from(secret, 'hex')] : []),
    decodedKey('decodes the secret as hex before it uses it as the key'),
  ),
  key(
    'secret-encoded',
    'The secret was encoded as Base64. Use its text as the key.',
    (secret) => [Buffer.from(secret).toString('base64')],
    otherKey('encodes the secret as Base64 before it uses it as the key'),
  ),
  key(
    'secret-with-line-break',
    'The key contains a line break after the secret, probably from its file. Use only the secret as the key.',
    (secret) => [`${secret}\n`, `${secret}\r\n`, `${secret}\r`],
    otherKey(
      'uses the secret with a line break at its end as the key',
      'Trim the secret after you read it from its file.',
    ),
  ),
  key(
    'secret-in-quotes',
    'The key contains quotation marks around the secret. Use only the secret as the key.',
    (secret) => [`"${secret}"`, `'${secret}'`],
    otherKey(
      'uses the secret with quotation marks around it as the key',
      'Remove the quotation marks around the secret in your configuration.',
    ),
  ),
  key(
    'secret-in-other-case',
    'The secret was changed to lower or upper case. Use it unchanged as the key.',
    (secret) => [secret.toLowerCase(), secret.toUpperCase()],
    otherKey('changes the secret to lower or upper case'),
  ),
];

function key(
  name: string,
  sentence: string,
  keys: (secret: string) => (string | Buffer)[],
  receiver: ReceiverMistake,
): Computation {
  return {
    name,
    sentence,
    receiver,
    // A key that isn't text is already the result of such a mistake.
    digests: (secret, bytes) =>
      (typeof secret === 'string' ? keys(secret) : [secret]).map((other) => hmac('sha256', other, bytes)),
  };
}
