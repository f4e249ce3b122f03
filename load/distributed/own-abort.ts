import { FailingWatch } from '../failing-watch.ts';
import type { LoadTick } from '../index.ts';

/** The coordinator sees this too and ends the run cleanly. A worker stops by itself only if that doesn't happen. */
const graceTicks = 3;

/** Stops a worker if too many of its attempts fail, even without its coordinator. */
export class OwnAbort {
  readonly #watch: FailingWatch | undefined;
  #failing = 0;

  /** @param abortOn The share of failing attempts, 0 to 1. */
  constructor(abortOn: number | undefined) {
    this.#watch = abortOn === undefined ? undefined : new FailingWatch(abortOn);
  }

  /** Called once a second. Returns why to stop, if so. */
  see(tick: LoadTick): string | undefined {
    const why = this.#watch?.see(tick);
    this.#failing = why === undefined ? 0 : this.#failing + 1;
    return this.#failing > graceTicks ? why : undefined;
  }
}
