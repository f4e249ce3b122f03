/** Node's timers are late by up to a bit more than a millisecond, so the last stretch is waited for turn by turn of the event loop. */
const turnByTurnMs = 1.2;
const longestTimerMs = 1000;

/** How long this thread has waited turn by turn, which its event loop counts as work: of all pacers, for they wait side by side. */
const turns: { idleMs: number; sinceMs: number | undefined } = { idleMs: 0, sinceMs: undefined };

/** Calls `wake` when the next thing is due, and knows for how long there was nothing to do. */
export class Pacer {
  readonly #wake: () => void;
  readonly #startedAt = performance.now();
  readonly #atStart = performance.eventLoopUtilization();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer is to fire (performance.now). */
  #timerAt = Number.POSITIVE_INFINITY;
  #immediate: NodeJS.Immediate | undefined;
  readonly #idleAtStart = turns.idleMs;

  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Wakes after `waitMs` or a little later; it may wake earlier too, and is then asked again. */
  arm(waitMs: number): void {
    const now = performance.now();
    if (waitMs > turnByTurnMs) this.#armTimer(now, Math.min(waitMs - turnByTurnMs, longestTimerMs));
    else this.#armImmediate(now);
  }

  /** A timer that fires early enough is left alone: to set one anew for each message would cost more than to wake in vain. */
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

  /** Something else has happened: the time since {@link arm} was not idle. */
  touch(): void {
    turns.sinceMs = undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }

  /** Share of the time since the start in which the thread was busy, 0 to 1. */
  utilization(): number {
    const elapsedMs = performance.now() - this.#startedAt;
    const { idle } = performance.eventLoopUtilization(this.#atStart);
    return Math.min(1, Math.max(0, 1 - (idle + turns.idleMs - this.#idleAtStart) / elapsedMs));
  }
}
