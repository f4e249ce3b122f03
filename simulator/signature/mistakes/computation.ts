import { createHmac } from 'node:crypto';
import type { ReceiverMistake, SignatureMistake } from './mistake.ts';

/** A way in which a digest is made; several digests when there are variants of it. */
export interface Computation extends SignatureMistake {
  readonly digests: (secret: string, bytes: Buffer) => readonly Buffer[];
  readonly receiver: ReceiverMistake;
}

export function hmac(algorithm: string, key: string | Buffer, bytes: Buffer | string): Buffer {
  return createHmac(algorithm, key).update(bytes).digest();
}
