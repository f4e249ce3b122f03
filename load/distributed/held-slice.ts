import type { Job } from 'bullmq';
import { anySignal } from '../../simulator/any-signal.ts';
import { retryHorizonMs } from '../../simulator/sender/retry.ts';
import { runSlice } from '../engine/engine.ts';
import type { Shared } from '../engine/shared.ts';
import type { LoadDecision, LoadOptions, LoadResult, LoadTick } from '../index.ts';
import { sentIn } from '../result.ts';
import { keptMs, messagesKey } from './channel/keys.ts';
import { lockMs, type SliceJob, type WorkerMessage } from './channel/protocol.ts';
import type { RedisClock } from './clock.ts';
import type { CoordinatorWatch } from './coordinator-watch.ts';
import type { Part } from './part.ts';
import type { Ticks } from './results/ticks.ts';
import type { SliceGuard } from './slice-guard.ts';

interface Holding {
  readonly job: Job;
  /** Identifies the holder of the slice to BullMQ. */
  readonly token: string;
  readonly shared: Shared;
  readonly clock: RedisClock;
  readonly watch: CoordinatorWatch;
  readonly guard: SliceGuard;
  /** The totals of this worker's slices. */
  readonly ticks: Ticks;
}

const tickMs = 1000;
/** If more messages are lost, their indexes are not reported. */
const maxLost = 10_000;

/** A slice that a worker holds. */
export class HeldSlice {
  readonly #part: Part;
  readonly #holding: Holding;
  readonly #lost: number[] = [];
  readonly #stop = new AbortController();
  /** Another worker has it now. */
  #isTakenAway = false;
  /** When this worker last had it for certain (performance.now). */
  #renewedMs = performance.now();
  #isGivenBack = false;
  #slice: SliceJob | undefined;
  /** All of its messages were sent, as of the last tick. */
  isSent = false;

  constructor(part: Part, holding: Holding) {
    this.#part = part;
    this.#holding = holding;
  }

  /** Sends the slice and reports the result. Returns the number of messages sent. */
  async send(signal: AbortSignal): Promise<number> {
    const { job, token, guard, ticks } = this.#holding;
    const slice = this.#part.admitted.decrypt('slice', String(job.data)) as SliceJob | undefined;
    const verdict =
      slice && guard.check(slice, performance.now() - this.#startOf(slice), job.stalledCounter > 0);
    if (!slice || verdict === 'refuse') {
      await job.moveToFailed(new Error('this slice is not part of this load, or was already sent'), token);
      return 0;
    }
    this.#slice = slice;
    // A slice that isn't sent is reported too: its messages count as never sent.
    if (verdict === 'too-late') this.#stop.abort();
    const renewing = setInterval(() => void this.#renew(slice), lockMs / 3);
    try {
      if (job.stalledCounter > 0) await this.#send({ kind: 'taken-over', n: slice.n, count: slice.count });
      const result = await this.#run(slice, signal);
      if (this.#isGivenBack && result.attempts === 0) {
        await job.moveToWait(token);
        return 0;
      }
      ticks.end(slice.n, result);
      if (!this.#isTakenAway) await this.#reportEnd(slice, result);
      return sentIn(result);
    } finally {
      clearInterval(renewing);
    }
  }

  /** Leaves the slice to another worker if none of its messages is due yet. */
  release(): void {
    if (!this.#slice || this.#holding.clock.now() >= this.#slice.startAt + this.#slice.fromMs) return;
    this.#isGivenBack = true;
    this.#stop.abort();
  }

  #run(slice: SliceJob, signal: AbortSignal): Promise<LoadResult> {
    const { target, spec } = this.#part;
    const { shared } = this.#holding;
    const hooks = {
      signal: anySignal(signal, this.#stop.signal),
      onTick: (tick: LoadTick) => this.#ticked(slice, tick),
      ...(spec.isObserved ? { onDecided: (decision: LoadDecision) => this.#decided(decision) } : {}),
    };
    const startMs = this.#startOf(slice);
    return runSlice(target, optionsOf(spec.options, slice, startMs), hooks, shared, startMs);
  }

  /** The start of the plan (performance.now). */
  #startOf({ startAt }: SliceJob): number {
    return this.#holding.watch.startOf(this.#holding.clock.here(startAt));
  }

  #ticked({ n, count }: SliceJob, tick: LoadTick): void {
    this.#holding.ticks.add(n, tick);
    this.isSent = sentIn(tick.total) >= count;
    const isQuiet = tick.due === 0 && tick.attempts === 0 && Object.keys(tick.outcomes).length === 0;
    // A lost tick is only a gap in the chart. The totals are reported at the end.
    if (!isQuiet) this.#send({ kind: 'tick', n, tick }).catch(() => {});
  }

  #decided({ index, kind, result }: LoadDecision): void {
    if (kind !== 'forged' && result !== 'acknowledged' && this.#lost.length <= maxLost)
      this.#lost.push(index);
  }

  /** Renews the lock on the slice. */
  async #renew({ n }: SliceJob): Promise<void> {
    const { job, token, guard } = this.#holding;
    const renewed = await job.extendLock(token, lockMs).catch(() => undefined);
    if (renewed === 1) this.#renewedMs = performance.now();
    if (renewed !== 0) return;
    // If the lock was lost early, another worker took it.
    if (!this.#isTakenAway && performance.now() - this.#renewedMs > lockMs) guard.lose(n);
    this.#isTakenAway = true;
    this.#stop.abort();
  }

  async #reportEnd({ n }: SliceJob, result: LoadResult): Promise<void> {
    const { name, spec } = this.#part;
    const { job, token } = this.#holding;
    const isReported = spec.isObserved && this.#lost.length <= maxLost;
    await this.#send({
      kind: 'end',
      n,
      worker: name,
      isTakenOver: job.stalledCounter > 0,
      result,
      lost: isReported ? this.#lost : undefined,
    });
    // The worker that took it over reports too. The first report counts.
    await job.moveToCompleted('', token, false).catch(() => {});
  }

  async #send(message: WorkerMessage): Promise<void> {
    const { link, run, cipher } = this.#part;
    const key = messagesKey(run.id);
    await link.redis.multi().rpush(key, cipher.encrypt('message', message)).pexpire(key, keptMs).exec();
  }
}

/** A slice that was taken over is late, but gets its full time. */
function optionsOf(options: LoadOptions, { slice, fromMs }: SliceJob, startMs: number): LoadOptions {
  const lateMs = Math.max(0, performance.now() - startMs - fromMs);
  const drainMs = retryHorizonMs(options.settings, options.profile) + lateMs;
  return { ...options, slice, drainMs, tickMs };
}
