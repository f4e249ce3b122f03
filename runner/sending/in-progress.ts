import { systemClock } from '../../simulator/index.ts';

/** How often and how long to wait for those in progress (ms). */
const quietMs = 10;
const maxQuietMs = 1000;

/** Counts messages in progress. */
export class InProgress {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  async run<T>(send: () => Promise<T>): Promise<T> {
    this.#count += 1;
    return send().finally(() => {
      this.#count -= 1;
    });
  }

  /** Waits until there are none, but not forever. */
  async quiet(): Promise<void> {
    for (let waited = 0; this.#count > 0 && waited < maxQuietMs; waited += quietMs)
      await systemClock.sleep(quietMs);
  }
}
