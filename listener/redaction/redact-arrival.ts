import { sign } from '../../simulator/index.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import { mask } from '../../text/secrets/mask.ts';
import type { Arrival } from '../arrival.ts';
import { queryParameters } from '../message/query.ts';
import type { SignatureVerdict } from '../signature/verdict.ts';
import { createPseudonyms } from './pseudonyms.ts';
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

/** Headers that YCM sends and that identify nobody. Tunnels and proxies add others, such as the address of the sender. */
const keptHeaders = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'user-agent',
]);

/**
 * Replaces telephone numbers, names and serial numbers; the same key gives the same replacements. With `resignSecret`, a message that was
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
      target: targetWith(given.target, parameter, redacted),
      headers: given.headers.map(([name, value]): [string, string] => [name, headerValue(name, value)]),
      body: parameter === undefined ? redacted : given.body,
    };
    return { arrival, isWithoutMessage: bytes === undefined };

    function headerValue(name: string, value: string): string {
      const lower = name.toLowerCase();
      if (lower === signatureHeader.toLowerCase()) return signed;
      if (lower === 'content-length' && parameter === undefined) return String(redacted.length);
      return keptHeaders.has(lower) ? value : mask;
    }
  };
}

/** The path, and only the parameter with the message. Pure. */
function targetWith(target: string, parameter: string | undefined, message: Buffer): string {
  const [path = ''] = target.split('?', 1);
  const others = queryParameters(target).filter(({ name }) => name !== parameter && name !== '');
  const pairs = [
    ...others.map(({ name }) => `${encodeURIComponent(name)}=${mask}`),
    ...(parameter === undefined
      ? []
      : [`${encodeURIComponent(parameter)}=${encodeURIComponent(message.toString('utf8'))}`]),
  ];
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
