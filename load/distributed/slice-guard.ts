import { lastMsOf, maxLateMs, type RunSpec, type SliceJob } from './channel/protocol.ts';

/** How many slices a worker may send again after it was suspended and lost them. */
const maxRetakes = 10;
const maxRemembered = 10_000;
/** Taken slices are remembered until they are too late to send (ms). */
const rememberedMs = 2 * maxLateMs;

type SliceVerdict = 'send' | 'too-late' | 'refuse';

/** Limits what a worker sends to the plan, whatever is in the queue: each slice once, none late, nothing after the end. */
export class SliceGuard {
  readonly #spec: RunSpec;
  readonly #lastMs: number;
  /** When each taken slice was due (ms since the start). */
  readonly #taken = new Map<number, number>();
  /** Slices that this worker lost. */
  readonly #lost = new Set<number>();
  #losses = 0;

  constructor(spec: RunSpec) {
    this.#spec = spec;
    this.#lastMs = lastMsOf(spec.options);
  }

  /** Whether the run has ended by this time (ms since the start). */
  isOver(elapsedMs: number): boolean {
    return elapsedMs > this.#lastMs;
  }

  /** @param isTakenOver Whether the queue says that another worker had it before. It may be this one. */
  check({ n, fromMs, slice }: SliceJob, elapsedMs: number, isTakenOver: boolean): SliceVerdict {
    const isSentAlready = this.#taken.has(n) && !(isTakenOver && this.#lost.delete(n));
    if (isSentAlready || this.isOver(elapsedMs) || !this.#isOfPlan(slice)) return 'refuse';
    this.#forget(elapsedMs);
    this.#taken.set(n, fromMs);
    return elapsedMs - fromMs > maxLateMs ? 'too-late' : 'send';
  }

  /** This worker was suspended for so long that another worker got the slice. It may come back. */
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
