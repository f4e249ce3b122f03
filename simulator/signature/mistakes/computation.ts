import { createHmac } from 'node:crypto';
import type { ReceiverMistake, SignatureMistake } from './mistake.ts';

/** A way to compute a digest, with several digests if there are variants. */
export interface Computation extends SignatureMistake {
  readonly digests: (secret: string, bytes: Buffer) => readonly Buffer[];
  readonly receiver: ReceiverMistake;
}

export function hmac(algorithm: string, key: string | Buffer, bytes: Buffer | string): Buffer {
  return createHmac(algorithm, key).update(bytes).digest();
}
