import type { ReadResult } from './reader.ts';

interface Known {
  readonly bytes: Buffer;
  readonly maxBodyBytes: number;
  readonly result: ReadResult;
}

const maxResponses = 16;
const maxBytes = 4096;

/**
 * Caches parsed responses of a receiver. Most are identical for a second, until their Date header changes, and parsing accounts for a tenth
 * of the cost of an attempt.
 */
export class ResponseMemory {
  readonly #known = new Map<number, Known>();

  /** The parsed response for exactly these bytes. */
  recall(bytes: Buffer, maxBodyBytes: number): ReadResult | undefined {
    const known = this.#known.get(bytes.length);
    return known?.maxBodyBytes === maxBodyBytes && known.bytes.equals(bytes) ? known.result : undefined;
  }

  /** Keeps the last one of each length, up to a limit. */
  keep(bytes: Buffer, maxBodyBytes: number, result: ReadResult): void {
    if (bytes.length > maxBytes) return;
    if (this.#known.size >= maxResponses && !this.#known.has(bytes.length)) this.#known.clear();
    this.#known.set(bytes.length, { bytes: Buffer.from(bytes), maxBodyBytes, result });
  }
}
