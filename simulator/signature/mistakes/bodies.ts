import { type Computation, hmac } from './computation.ts';
import type { ReceiverMistake } from './mistake.ts';
import { rewritings } from './rewritings.ts';

const useRawBytes =
  'Compute the HMAC over the bytes of the body as they arrive, before anything parses or changes them.';
const otherBody = (does: string): ReceiverMistake => ({
  cause: 'signature-other-body',
  does,
  fix: useRawBytes,
});
const reserialized = (does: string): ReceiverMistake => ({
  cause: 'signature-re-serialized',
  does,
  fix: `${useRawBytes} Parsing and serializing again changes them.`,
});

/** HMAC-SHA256 with the genuine secret over other bytes than the message. Smaller differences come first. */
export const otherBodies: readonly Computation[] = [
  body(
    'not-utf-8',
    'It is the signature of the message read as text, which replaced bytes that are not UTF-8. Sign the raw bytes.',
    (text) => [text],
    otherBody(
      'reads the body as text, which replaces bytes that are not UTF-8, before it checks the signature',
    ),
  ),
  body(
    'empty-body',
    'It is the signature of an empty body: the body was read too late or not at all.',
    () => [''],
    otherBody('checks the signature of an empty body'),
  ),
  body(
    'last-line-break-missing',
    'It is the signature of the message without its last line break. Sign every byte.',
    (text) => [text.replace(/\n$/, ''), text.replace(/\r\n$/, '')],
    otherBody('removes the last line break of the body before it checks the signature'),
  ),
  body(
    'line-break-added',
    'It is the signature of the message with a line break added, as echo and editors do. Sign only the bytes of the message.',
    (text) => [`${text}\n`, `${text}\r\n`],
    otherBody('adds a line break to the body before it checks the signature'),
  ),
  body(
    'other-line-ends',
    'It is the signature of the message with other line endings (LF or CR LF). Sign the bytes unchanged.',
    (text) => [text.replace(/\r\n/g, '\n'), text.replace(/\r?\n/g, '\r\n')],
    otherBody('changes the line endings of the body before it checks the signature'),
  ),
  body(
    'byte-order-mark-missing',
    'It is the signature of the message without its byte order mark. Sign every byte.',
    (text) => [text.replace(/^\ufeff/, '')],
    otherBody('removes the byte order mark of the body before it checks the signature'),
  ),
  body(
    'trimmed',
    'It is the signature of the message without the whitespace around it. Sign every byte.',
    (text) => [text.trim()],
    otherBody('trims the body before it checks the signature'),
  ),
  body(
    're-serialized',
    'It is the signature of the JSON parsed and serialized again. Sign the raw bytes.',
    (text) => rewritings(text),
    reserialized('checks the signature of re-serialized JSON instead of the raw body'),
  ),
  body(
    'json-string',
    'It is the signature of the message encoded again as a JSON string, in quotation marks. Sign the raw bytes.',
    (text) => [JSON.stringify(text)],
    otherBody('checks the signature of the body encoded as JSON a second time'),
  ),
  body(
    'other-charset',
    'It is the signature of the message read as Latin-1 and written as UTF-8. Sign the raw bytes.',
    (_text, bytes) => [bytes.toString('latin1')],
    otherBody('reads the body as Latin-1 before it checks the signature'),
  ),
  body(
    'url-decoded',
    'It is the signature of the message after URL decoding. Sign the raw bytes, and decode a query parameter only once.',
    (text) => [urlDecoded(text), urlDecoded(text.replaceAll('+', ' '))],
    {
      ...otherBody('URL-decodes the message before it checks the signature'),
      fix: `${useRawBytes} Decode a query parameter only once: %41 and + may be part of a name.`,
    },
  ),
];

/** Unchanged if a % doesn't start an escape: a receiver that catches the error leaves the text unchanged. */
function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function body(
  name: string,
  sentence: string,
  bodies: (text: string, bytes: Buffer) => string[],
  receiver: ReceiverMistake,
): Computation {
  return {
    name,
    sentence,
    receiver,
    digests: (secret, bytes) =>
      bodies(bytes.toString('utf8'), bytes).map((other) => hmac('sha256', secret, other)),
  };
}
