/** How many attempts may be under way at once, of all runs that share it. */
export class Berths {
  readonly #most: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#taken >= this.#most;
  }

  take(): void {
    this.#taken += 1;
  }

  /** Whether there was none before. */
  free(): boolean {
    this.#taken -= 1;
    return this.#taken + 1 >= this.#most;
  }

  /** Tells all runs of a berth that is free, in the order in which they came: what the first one sends was due first. */
  wakeAll(): void {
    for (const wake of this.#waiting) wake();
  }

  enter(wake: () => void): void {
    this.#waiting.add(wake);
  }

  leave(wake: () => void): void {
    this.#waiting.delete(wake);
  }
}
