/** How often the event loop is looked at (ms). */
const everyMs = 20;
/** A look that is late by more says that the loop was held up (ms). */
const tolerableMs = 50;
/** From here on an attempt is marked, a sixth of the shortest timeout: its outcome may be this process's doing (ms). */
const markedFromMs = 500;
/** Longer than an attempt takes: when none began or ended for so long, nothing is looked at any more (ms). */
const idleMs = 60_000;
const maxStalls = 64;

interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Knows when the event loop ran nothing, by looks that came too late: a long computation, a write to a terminal that stands still, a
 * machine that is too busy. Pure: it is told the time (performance.now).
 */
export class StallLog {
  readonly #stalls: Stall[] = [];
  #nextLookMs = Number.POSITIVE_INFINITY;

  /** Looks; for how long the loop was held up before that (ms). */
  look(nowMs: number): number {
    const stall = this.#stallAt(nowMs);
    if (stall) this.#stalls.push(stall);
    if (this.#stalls.length > maxStalls) this.#stalls.shift();
    this.#nextLookMs = nowMs + everyMs;
    return stall ? stall.toMs - stall.fromMs : 0;
  }

  /** No look is due any more. */
  pause(): void {
    this.#nextLookMs = Number.POSITIVE_INFINITY;
  }

  /** For how long the loop was held up between two moments (ms); the second of them is now. */
  lateMs(fromMs: number, nowMs: number): number {
    // The look that would tell of the current stall has not come yet.
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
    const fromMs = this.#nextLookMs;
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

  /** From here on the loop is watched. */
  begin(nowMs: number): void {
    this.#lastUsedMs = nowMs;
    if (this.#timer) return;
    this.#log.look(nowMs);
    this.#timer = setInterval(() => this.#look(performance.now()), everyMs);
    this.#timer.unref();
  }

  /** For how long the loop was held up since then (ms), when that is long enough to matter. */
  measuredLateMs(fromMs: number, nowMs: number): number | undefined {
    this.#lastUsedMs = nowMs;
    const lateMs = this.#log.lateMs(fromMs, nowMs);
    return lateMs >= markedFromMs ? lateMs : undefined;
  }

  /** Whether the loop was held up at all between two moments; the second of them is now. */
  wasHeldUp(fromMs: number, nowMs: number): boolean {
    return this.#log.lateMs(fromMs, nowMs) > 0;
  }

  #look(nowMs: number): void {
    this.#log.look(nowMs);
    if (nowMs - this.#lastUsedMs < idleMs) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#log.pause();
  }
}

export const loopWatch = new LoopWatch();

/** Tells of each stall of this thread's event loop that takes at least so long (ms), until it is called off. */
export function watchStalls(fromMs: number, onStall: (lateMs: number) => void): () => void {
  const log = new StallLog();
  log.look(performance.now());
  const timer = setInterval(() => {
    const lateMs = log.look(performance.now());
    if (lateMs >= fromMs) onStall(lateMs);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
