import { verify } from '../simulator/index.ts';
import { signatureHeader } from '../simulator/wire/request.ts';
import { headerValues } from '../text/headers.ts';
import type { Arrival } from './arrival.ts';
import { type SignatureVerdict, signatureVerdict } from './signature/verdict.ts';

/** A secret that a signature may have been made with. */
export interface Key {
  readonly secret: string;
  /** Whose it is; none: it was given for this. */
  readonly of?: string;
}

/** A verdict, and the key by which it was found; none: there is no key. */
export interface KeyVerdict {
  readonly verdict: SignatureVerdict;
  readonly key: Key | undefined;
}

type Signed = Pick<Arrival, 'headers' | 'target'>;

/** To look for a mistake costs dozens of digests of all the bytes for each key. */
const maxTriedBytes = 256 * 1024;

/** The verdict by the key that explains most: by which it is right, else by which a mistake explains it, else the first. Pure. */
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

/** Whether the bytes are what one of the keys signed. */
export function isSigned(keys: readonly Key[], message: Buffer, arrival: Signed): boolean {
  return keys.some(({ secret }) => isSignedWith(secret, message, arrival));
}

function isSignedWith(secret: string, message: Buffer, { headers }: Signed): boolean {
  const [value = ''] = headerValues(headers, signatureHeader);
  return verify(secret, message, value);
}

function explains({ verdict }: KeyVerdict): boolean {
  return verdict.kind === 'valid' || ('mistakes' in verdict && verdict.mistakes.length > 0);
}
