/** Node's timers are late by up to a bit more than a millisecond, so the last stretch is waited for turn by turn of the event loop. */
const turnByTurnMs = 1.2;

/** Calls `wake` when the next thing is due, and knows for how long there was nothing to do. */
export class Pacer {
  readonly #wake: () => void;
  readonly #startedAt = performance.now();
  readonly #atStart = performance.eventLoopUtilization();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #idleMs = 0;
  #idleSince: number | undefined;

  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Wakes once, after `waitMs` or a little later; takes the place of what was asked for before. */
  arm(waitMs: number): void {
    this.stop();
    if (waitMs > turnByTurnMs) {
      this.#timer = setTimeout(() => this.#wake(), Math.min(waitMs - turnByTurnMs, 1000));
      return;
    }
    this.#idleSince = performance.now();
    this.#immediate = setImmediate(() => {
      this.#immediate = undefined;
      if (this.#idleSince !== undefined) this.#idleMs += performance.now() - this.#idleSince;
      this.#wake();
    });
  }

  /** Something else has happened: the time since {@link arm} was not idle. */
  touch(): void {
    this.#idleSince = undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
  }

  /** Share of the time since the start in which the thread was busy, 0 to 1. */
  utilisation(): number {
    const elapsedMs = performance.now() - this.#startedAt;
    const { idle } = performance.eventLoopUtilization(this.#atStart);
    return Math.min(1, Math.max(0, 1 - (idle + this.#idleMs) / elapsedMs));
  }
}
