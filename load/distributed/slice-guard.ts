import { lastMsOf, maxLateMs, type RunSpec, type SliceJob } from './channel/protocol.ts';

/** So many slices may be sent again by a worker that was asleep, from which they were taken away. */
const maxRetakes = 10;
const maxRemembered = 10_000;
/** Which slices were taken is not forgotten before they are too late anyway (ms). */
const rememberedMs = 2 * maxLateMs;

export type SliceVerdict = 'send' | 'too-late' | 'refuse';

/** Holds what a worker sends to the plan, whatever is in the queue: each slice once, none late, nothing after the end. */
export class SliceGuard {
  readonly #spec: RunSpec;
  readonly #lastMs: number;
  /** When each slice that was taken was due (ms since the start). */
  readonly #taken = new Map<number, number>();
  /** Slices that were taken away from this worker. */
  readonly #lost = new Set<number>();
  #losses = 0;

  constructor(spec: RunSpec) {
    this.#spec = spec;
    this.#lastMs = lastMsOf(spec.options);
  }

  /** Whether the run is over at this time (ms since the start). */
  isOver(elapsedMs: number): boolean {
    return elapsedMs > this.#lastMs;
  }

  /** @param isTakenOver Whether the queue says that a worker had it before, which may be this one. */
  check({ n, fromMs, slice }: SliceJob, elapsedMs: number, isTakenOver: boolean): SliceVerdict {
    const isSentAlready = this.#taken.has(n) && !(isTakenOver && this.#lost.delete(n));
    if (isSentAlready || this.isOver(elapsedMs) || !this.#isOfPlan(slice)) return 'refuse';
    this.#forget(elapsedMs);
    this.#taken.set(n, fromMs);
    return elapsedMs - fromMs > maxLateMs ? 'too-late' : 'send';
  }

  /** This worker was asleep for so long that the queue gave the slice to another one; it may come back. */
  lose(n: number): void {
    this.#losses += 1;
    if (this.#losses <= maxRetakes) this.#lost.add(n);
  }

  #isOfPlan({ from, to }: SliceJob['slice']): boolean {
    const { count = Number.POSITIVE_INFINITY } = this.#spec.options.plan;
    return from >= 0 && from <= to && to <= count;
  }

  #forget(elapsedMs: number): void {
    if (this.#taken.size < maxRemembered) return;
    for (const [n, fromMs] of this.#taken) if (elapsedMs - fromMs > rememberedMs) this.#taken.delete(n);
  }
}
