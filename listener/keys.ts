import { verify } from '../simulator/index.ts';
import { signatureHeader } from '../simulator/wire/request.ts';
import { headerValues } from '../text/formats/headers.ts';
import type { Arrival } from './arrival.ts';
import { type SignatureVerdict, signatureVerdict } from './signature/verdict.ts';

/** A secret that may have made a signature. */
export interface Key {
  readonly secret: string;
  /** The webhook that it belongs to. Undefined if the secret was passed as an option. */
  readonly of?: string;
}

/** A verdict and the key that led to it. Without a key, none was given. */
export interface KeyVerdict {
  readonly verdict: SignatureVerdict;
  readonly key: Key | undefined;
}

type Signed = Pick<Arrival, 'headers' | 'target'>;

/** Looking for a mistake takes dozens of digests of the whole message per key. */
const maxTriedBytes = 256 * 1024;

/** The verdict of the best key: one that verifies the signature, else one whose mistake explains it, else the first. Pure. */
export function matchKeys(keys: readonly Key[], message: Buffer, arrival: Signed): KeyVerdict {
  const key = keys.find(({ secret }) => isSignedWith(secret, message, arrival)) ?? keys[0];
  const first = { key, verdict: signatureVerdict(key?.secret, message, arrival) };
  if (keys.length < 2 || explains(first) || message.length > maxTriedBytes) return first;
  for (const other of keys.filter((one) => one !== key)) {
    const found = { key: other, verdict: signatureVerdict(other.secret, message, arrival) };
    if (explains(found)) return found;
  }
  return first;
}

/** Whether one of the keys signed these bytes. */
export function isSigned(keys: readonly Key[], message: Buffer, arrival: Signed): boolean {
  return keys.some(({ secret }) => isSignedWith(secret, message, arrival));
}

/** Whether this secret signed these bytes. */
export function isSignedWith(
  secret: string,
  message: Uint8Array,
  { headers }: Pick<Arrival, 'headers'>,
): boolean {
  const [value = ''] = headerValues(headers, signatureHeader);
  return verify(secret, message, value);
}

function explains({ verdict }: KeyVerdict): boolean {
  return verdict.kind === 'valid' || ('mistakes' in verdict && verdict.mistakes.length > 0);
}
