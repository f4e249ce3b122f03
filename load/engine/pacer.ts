/** Node's timers may be slightly more than a millisecond late, so the last part is spent spinning in the event loop. */
const turnByTurnMs = 1.2;
const maxTimerMs = 1000;

/** How long all pacers of this thread have been spinning. The event loop counts this as work. */
const turns: { idleMs: number; sinceMs: number | undefined } = { idleMs: 0, sinceMs: undefined };

/** Calls `wake` when the next attempt is due, and measures idle time. */
export class Pacer {
  readonly #wake: () => void;
  readonly #startedAt = performance.now();
  readonly #atStart = performance.eventLoopUtilization();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires (performance.now). */
  #timerAt = Number.POSITIVE_INFINITY;
  #immediate: NodeJS.Immediate | undefined;
  readonly #idleAtStart = turns.idleMs;

  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Wakes after `waitMs` or slightly later. It may wake earlier, and must then be called again. */
  arm(waitMs: number): void {
    const now = performance.now();
    if (waitMs > turnByTurnMs) this.#armTimer(now, Math.min(waitMs - turnByTurnMs, maxTimerMs));
    else this.#armImmediate(now);
  }

  /** A timer that fires early enough is kept. Resetting it for each message would cost more than an extra wake-up. */
  #armTimer(now: number, waitMs: number): void {
    if (this.#timerAt <= now + waitMs) return;
    clearTimeout(this.#timer);
    this.#timerAt = now + waitMs;
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#wake();
    }, waitMs);
  }

  #armImmediate(now: number): void {
    turns.sinceMs = now;
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined;
      if (turns.sinceMs !== undefined) turns.idleMs += performance.now() - turns.sinceMs;
      turns.sinceMs = undefined;
      this.#wake();
    });
  }

  /** Something else happened, so the time since {@link arm} was not idle. */
  touch(): void {
    turns.sinceMs = undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }

  /** The share of time since the start in which the thread was busy, 0 to 1. */
  utilization(): number {
    const elapsedMs = performance.now() - this.#startedAt;
    const { idle } = performance.eventLoopUtilization(this.#atStart);
    return Math.min(1, Math.max(0, 1 - (idle + turns.idleMs - this.#idleAtStart) / elapsedMs));
  }
}
