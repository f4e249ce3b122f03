const nothing = Buffer.alloc(0);

/** Takes bytes and keeps them up to a cap, in one buffer that doubles: many small pieces cost no more than one large one. */
export class CappedBytes {
  readonly #maxBytes: number;
  #buffer = nothing;
  #kept = 0;
  #taken = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether nothing that was taken was left out. */
  get isWhole(): boolean {
    return this.#taken <= this.#maxBytes;
  }

  /** Takes the bytes of the source in this range. */
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
