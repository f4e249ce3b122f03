import { isTimeSimulated, realNow } from '../../time/index.ts';

/** How often the event loop is checked (ms). */
const everyMs = 20;
/** If a check is later than this, the loop was blocked (ms). */
const tolerableMs = 50;
/**
 * From this delay on (ms), an attempt is marked, because this process may have caused its outcome. It is a sixth of the shortest timeout.
 */
const markedFromMs = 500;
/** Longer than any attempt (ms). If no attempt began or ended for this long, the checks stop. */
const idleMs = 60_000;
const maxStalls = 64;

interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Detects when the event loop was blocked, by timers that fired late: a long computation, a write to a stopped terminal, an overloaded
 * machine. Pure: the time is passed in (performance.now).
 */
export class StallLog {
  readonly #stalls: Stall[] = [];
  #nextCheckMs = Number.POSITIVE_INFINITY;

  /** Checks the loop. Returns how long it was blocked before (ms). */
  check(nowMs: number): number {
    const stall = this.#stallAt(nowMs);
    if (stall) this.#stalls.push(stall);
    if (this.#stalls.length > maxStalls) this.#stalls.shift();
    this.#nextCheckMs = nowMs + everyMs;
    return stall ? stall.toMs - stall.fromMs : 0;
  }

  /** Called when no more checks are scheduled. */
  pause(): void {
    this.#nextCheckMs = Number.POSITIVE_INFINITY;
  }

  /** How long the loop was blocked between two times (ms). The second one is now. */
  lateMs(fromMs: number, nowMs: number): number {
    // The check that would notice the current stall hasn't run yet.
    const current = this.#stallAt(nowMs);
    let sumMs = current ? overlapMs(current, fromMs, nowMs) : 0;
    for (let at = this.#stalls.length - 1; at >= 0; at -= 1) {
      const stall = this.#stalls[at];
      if (!stall || stall.toMs <= fromMs) break;
      sumMs += overlapMs(stall, fromMs, nowMs);
    }
    return sumMs;
  }

  #stallAt(nowMs: number): Stall | undefined {
    const fromMs = this.#nextCheckMs;
    return nowMs - fromMs > tolerableMs ? { fromMs, toMs: nowMs } : undefined;
  }
}

function overlapMs({ fromMs, toMs }: Stall, startMs: number, endMs: number): number {
  return Math.max(0, Math.min(toMs, endMs) - Math.max(fromMs, startMs));
}

/** Watches this thread's event loop while attempts are made. */
class LoopWatch {
  readonly #log = new StallLog();
  #timer: NodeJS.Timeout | undefined;
  #lastUsedMs = 0;

  /** Watches the loop from here on. */
  begin(nowMs: number): void {
    this.#lastUsedMs = nowMs;
    if (this.#timer) return;
    this.#log.check(nowMs);
    this.#timer = setInterval(() => this.#check(realNow()), everyMs);
    this.#timer.unref();
  }

  /** How long the loop was blocked since then (ms), if long enough to matter. */
  measuredLateMs(fromMs: number, nowMs: number): number | undefined {
    this.#lastUsedMs = nowMs;
    const lateMs = this.#log.lateMs(fromMs, nowMs);
    return lateMs >= markedFromMs ? lateMs : undefined;
  }

  /** Whether the loop was blocked at all between two times. The second one is now. Never in simulated time, which has another clock. */
  wasHeldUp(fromMs: number, nowMs: number): boolean {
    return !isTimeSimulated() && this.#log.lateMs(fromMs, nowMs) > 0;
  }

  #check(nowMs: number): void {
    this.#log.check(nowMs);
    if (nowMs - this.#lastUsedMs < idleMs) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#log.pause();
  }
}

export const loopWatch = new LoopWatch();

/** Calls back for each stall of this thread's event loop of at least this length (ms), until it is stopped. */
export function watchStalls(fromMs: number, onStall: (lateMs: number) => void): () => void {
  const log = new StallLog();
  log.check(realNow());
  const timer = setInterval(() => {
    const lateMs = log.check(realNow());
    if (lateMs >= fromMs) onStall(lateMs);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
