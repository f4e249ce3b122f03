import type { ReadResult } from './reader.ts';

interface Known {
  readonly bytes: Buffer;
  readonly maxBodyBytes: number;
  readonly result: ReadResult;
}

const maxAnswers = 16;
const longestBytes = 4096;

/**
 * What the last answers of a receiver were read as. Most of them are the same to the byte for a second, as long as the date is, and
 * reading one is a tenth of what an attempt costs.
 */
export class AnswerMemory {
  readonly #known = new Map<number, Known>();

  /** What exactly these bytes, all there is of an answer, were read as. */
  recall(bytes: Buffer, maxBodyBytes: number): ReadResult | undefined {
    const known = this.#known.get(bytes.length);
    return known?.maxBodyBytes === maxBodyBytes && known.bytes.equals(bytes) ? known.result : undefined;
  }

  /** The last one of each length is kept, up to a bound. */
  keep(bytes: Buffer, maxBodyBytes: number, result: ReadResult): void {
    if (bytes.length > longestBytes) return;
    if (this.#known.size >= maxAnswers && !this.#known.has(bytes.length)) this.#known.clear();
    this.#known.set(bytes.length, { bytes: Buffer.from(bytes), maxBodyBytes, result });
  }
}
