import { type Header, sign } from '../../simulator/index.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import { mask } from '../../text/secrets/mask.ts';
import type { Arrival } from '../arrival.ts';
import { queryParameters } from '../message/query.ts';
import type { SignatureVerdict } from '../signature/verdict.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { redactMessage } from './redact-message.ts';

/** A request without private data. */
export interface RedactedArrival {
  readonly arrival: Arrival;
  /** Its message isn't JSON, so it was left out. */
  readonly isWithoutMessage: boolean;
}

/** The request with another message; `parameter` carries it if the body doesn't. */
export type Redaction = (
  arrival: Arrival,
  message: Buffer,
  parameter: string | undefined,
  signature: SignatureVerdict['kind'] | undefined,
) => RedactedArrival;

/** Values that YCM sends and that identify nobody. Tunnels and proxies add others, such as the address of the sender. */
const keptValues: Readonly<Record<string, RegExp>> = {
  accept: /^(\*\/\*|application\/json)$/,
  connection: /^(close|keep-alive)$/i,
  'content-length': /^\d+$/,
  'content-type': /^application\/json(; ?charset=utf-8)?$/i,
  'transfer-encoding': /^chunked$/i,
  'user-agent': /^WebAPI$/,
};
/** Names that say nothing about a PBX. The value of each is replaced. */
const keptNames = new Set([
  ...Object.keys(keptValues),
  ...[
    'accept-encoding',
    'cookie',
    'authorization',
    'forwarded',
    'host',
    'via',
    signatureHeader.toLowerCase(),
  ],
]);

/**
 * Replaces everything but what is known to identify nobody; the same key gives the same replacements. With `resignSecret`, a message that was
 * not forged is signed again.
 */
export function createRedaction(key: string, resignSecret: string | undefined): Redaction {
  const pseudonyms = createPseudonyms(key);
  return (given, message, parameter, signature) => {
    const bytes = message.length === 0 ? message : redactMessage(message, pseudonyms);
    const redacted = bytes ?? Buffer.of();
    const isGenuine = signature === 'valid' || signature === 'not-checked';
    const signed = isGenuine && bytes && resignSecret !== undefined ? sign(resignSecret, bytes) : mask;
    const arrival = {
      ...given,
      at: new Date(Number(pseudonyms.time(String(given.at.getTime())))),
      target: targetWith(given.target, parameter, redacted, pseudonyms),
      headers: given.headers.map(([name, value]): Header => [headerName(name), headerValue(name, value)]),
      body: parameter === undefined ? redacted : given.body,
    };
    return { arrival, isWithoutMessage: bytes === undefined };

    function headerName(name: string): string {
      return /^x-forwarded-[a-z]+$/i.test(name) || keptNames.has(name.toLowerCase())
        ? name
        : pseudonyms.shape(name);
    }

    function headerValue(name: string, value: string): string {
      const lower = name.toLowerCase();
      if (lower === signatureHeader.toLowerCase()) return signed;
      if (lower === 'content-length' && parameter === undefined) return String(redacted.length);
      return keptValues[lower]?.test(value) ? value : mask;
    }
  };
}

/** Every segment of the path and every name of a parameter is replaced, but for the parameter with the message. */
function targetWith(
  target: string,
  parameter: string | undefined,
  message: Buffer,
  { shape }: Pseudonyms,
): string {
  const [path = ''] = target.split('?', 1);
  const others = queryParameters(target).filter(({ name }) => name !== parameter && name !== '');
  const pairs = [
    ...others.map(({ name }) => `${encodeURIComponent(shape(name))}=${mask}`),
    ...(parameter === undefined
      ? []
      : [`${encodeURIComponent(parameter)}=${encodeURIComponent(message.toString('utf8'))}`]),
  ];
  const segments = path.split('/').map((segment) => (segment === '' ? '' : shape(segment)));
  return [segments.join('/'), ...(pairs.length === 0 ? [] : [pairs.join('&')])].join('?');
}
