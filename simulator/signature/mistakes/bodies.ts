import { type Computation, hmac } from './computation.ts';
import { rewritings } from './rewritings.ts';

/** HMAC-SHA256 with the secret, of other bytes than those of the message. What makes less of a difference comes first. */
export const otherBodies: readonly Computation[] = [
  body(
    'not-utf-8',
    'It is the signature of the message read as text, which replaced bytes that are not UTF-8: the raw bytes are signed.',
    ({ text }) => [text],
  ),
  body(
    'empty-body',
    'It is the signature of an empty body: the body was read too late, or not at all.',
    () => [''],
  ),
  body(
    'last-line-break-missing',
    'It is the signature of the message without its last line break: every byte is signed, that one too.',
    ({ text }) => [text.replace(/\n$/, ''), text.replace(/\r\n$/, '')],
  ),
  body(
    'line-break-added',
    'It is the signature of the message with a line break added, as echo and editors do: the bytes alone are signed.',
    ({ text }) => [`${text}\n`, `${text}\r\n`],
  ),
  body(
    'other-line-ends',
    'It is the signature of the message with other line ends (LF or CR LF): every byte is signed as it is.',
    ({ text }) => [text.replace(/\r\n/g, '\n'), text.replace(/\r?\n/g, '\r\n')],
  ),
  body(
    'byte-order-mark-missing',
    'It is the signature of the message without its byte order mark: every byte is signed, that one too.',
    ({ text }) => [text.replace(/^\ufeff/, '')],
  ),
  body(
    'trimmed',
    'It is the signature of the message without the white space around it: every byte is signed.',
    ({ text }) => [text.trim()],
  ),
  body(
    're-serialised',
    'It is the signature of the JSON parsed and written again: the raw bytes are signed, not the value.',
    ({ text }) => rewritings(text),
  ),
  body(
    'json-string',
    'It is the signature of the message written as a JSON string, in quotation marks: it was encoded twice.',
    ({ text }) => [JSON.stringify(text)],
  ),
  body(
    'other-charset',
    'It is the signature of the message read as Latin-1 and written as UTF-8: the raw bytes are signed.',
    ({ latin1 }) => [latin1],
  ),
];

interface Readings {
  readonly text: string;
  readonly latin1: string;
}

function body(name: string, sentence: string, bodies: (readings: Readings) => string[]): Computation {
  return {
    name,
    sentence,
    digests: (secret, bytes) => {
      const readings = { text: bytes.toString('utf8'), latin1: bytes.toString('latin1') };
      return bodies(readings).map((other) => hmac('sha256', secret, other));
    },
  };
}
