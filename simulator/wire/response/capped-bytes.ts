const nothing = Buffer.alloc(0);

/** Stores bytes up to a limit in one buffer that doubles, so that many small pieces cost no more than a large one. */
export class CappedBytes {
  readonly #maxBytes: number;
  #buffer = nothing;
  #kept = 0;
  #taken = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether all bytes fit. */
  get isWhole(): boolean {
    return this.#taken <= this.#maxBytes;
  }

  /** Adds this range of bytes of the source. */
  take(source: Buffer, from: number, to: number): void {
    this.#taken += to - from;
    const added = Math.min(to - from, this.#maxBytes - this.#kept);
    if (added === 0) return;
    if (this.#kept + added > this.#buffer.length) this.#grow(this.#kept + added);
    source.copy(this.#buffer, this.#kept, from, from + added);
    this.#kept += added;
  }

  bytes(): Buffer {
    return this.#kept === this.#buffer.length ? this.#buffer : this.#buffer.subarray(0, this.#kept);
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.min(this.#maxBytes, Math.max(needed, 2 * this.#buffer.length)));
    this.#buffer.copy(larger, 0, 0, this.#kept);
    this.#buffer = larger;
  }
}
