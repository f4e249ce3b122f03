/** The limit of attempts in flight, for all runs that share it. */
export class Semaphore {
  readonly #max: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#taken >= this.#max;
  }

  take(): void {
    this.#taken += 1;
  }

  /** Whether there was no free slot before. */
  release(): boolean {
    this.#taken -= 1;
    return this.#taken + 1 >= this.#max;
  }

  /** Notifies all runs of a free slot, oldest first: its messages were due first. */
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
