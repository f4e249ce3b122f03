import { createHmac } from 'node:crypto';
import type { ReceiverMistake, SignatureMistake } from './mistake.ts';

/** A way to compute a digest, with several digests if there are variants. */
export interface Computation extends SignatureMistake {
  readonly digests: (secret: string | Uint8Array, bytes: Buffer) => readonly Buffer[];
  readonly receiver: ReceiverMistake;
}

export function hmac(algorithm: string, key: string | Uint8Array, bytes: Uint8Array | string): Buffer {
  return createHmac(algorithm, key).update(bytes).digest();
}
