import { retryDelaysMs, retryHorizonMs } from '../../simulator/sender/retry.ts';
import { loopWatch } from '../../simulator/wire/loop-watch.ts';
import { isAcknowledged, type Outcome } from '../../simulator/wire/outcome.ts';
import type { LoadHooks, LoadOptions, LoadTarget } from '../options.ts';
import type { DeliveryResult, LoadResult } from '../result.ts';
import { loadResultOf } from '../result-of.ts';
import { deliveryResultOf, OutcomeCounter } from './counter.ts';
import { Cursor } from './cursor.ts';
import { AttemptsInFlight } from './in-flight.ts';
import { Lateness } from './lateness.ts';
import { Pacer } from './pacer.ts';
import { type LoadDelivery, RetryQueue } from './retry-queue.ts';
import { schedule } from './schedule.ts';
import type { Shared } from './shared.ts';
import { Ticker } from './ticker.ts';

/** Deliveries that wait for a retry keep their bytes, so no new message starts while this many wait. */
const maxWaiting = 65_536;
const defaultTickMs = 1000;

/**
 * Sends one of several slices of a plan, with shared resources. The options are already validated. Due times count from `startMs`
 * (performance.now).
 */
export function runSlice(
  target: LoadTarget,
  options: LoadOptions,
  hooks: LoadHooks,
  shared: Shared,
  startMs: number,
): Promise<LoadResult> {
  return new LoadRun(target, options, hooks, shared, startMs).run();
}

/** A loop that sends everything that is due while connections are free, then sleeps until the next message is due. */
class LoadRun {
  readonly #options: LoadOptions;
  readonly #hooks: LoadHooks;
  readonly #isMax: boolean;
  readonly #cursor: Cursor;
  readonly #retries: RetryQueue;
  readonly #inFlight: AttemptsInFlight;
  readonly #shared: Shared;
  readonly #counter = new OutcomeCounter();
  readonly #lateness = new Lateness();
  readonly #ticker: Ticker;
  readonly #pacer: Pacer;
  /** When the last message is due (ms since the start). */
  readonly #endMs: number;
  readonly #drainMs: number;
  /** The start of the plan (performance.now). */
  readonly #startMs: number;
  #lastSentMs = 0;
  /** While messages were sent. */
  #utilization: number | undefined;
  #isPumping = false;
  #isOver = false;
  #resolve: (ended: LoadResult['ended']) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(target: LoadTarget, options: LoadOptions, hooks: LoadHooks, shared: Shared, startMs: number) {
    const { plan, settings, profile, slice = { lane: 0, lanes: 1 } } = options;
    const times = schedule(plan);
    this.#options = options;
    this.#hooks = hooks;
    this.#isMax = plan.rate === 'max';
    this.#cursor = new Cursor(times, slice);
    this.#retries = new RetryQueue(retryDelaysMs(settings, profile));
    this.#inFlight = new AttemptsInFlight(
      target.webhook.url,
      shared.connector,
      options.connections,
      settings.timeoutSeconds * 1000,
    );
    this.#shared = shared;
    this.#endMs = times.endMs;
    this.#drainMs = options.drainMs ?? retryHorizonMs(settings, profile);
    this.#ticker = new Ticker({
      counter: this.#counter,
      cursor: this.#cursor,
      isMax: this.#isMax,
      inFlight: () => this.#inFlight.size,
      waitingForRetry: () => this.#retries.size,
    });
    this.#pacer = new Pacer(() => this.#pump());
    this.#startMs = startMs;
  }

  async run(): Promise<LoadResult> {
    const { signal } = this.#hooks;
    const startedAt = new Date(Date.now() + this.#startMs - performance.now()).toISOString();
    const onAbort = () => this.#end('aborted');
    const timer = setInterval(() => this.#tick(), this.#options.tickMs ?? defaultTickMs);
    try {
      const ended = await new Promise<LoadResult['ended']>((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
        signal?.addEventListener('abort', onAbort);
        if (signal?.aborted) onAbort();
        else this.#pump();
      });
      return this.#result(ended, startedAt);
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #now(): number {
    return performance.now() - this.#startMs;
  }

  /** Sends what is due while connections are free. */
  readonly #pump = (): void => {
    if (this.#isPumping || this.#isOver) return;
    this.#isPumping = true;
    try {
      let nowMs = this.#now();
      while (!this.#isOver && this.#sendNext(nowMs)) nowMs = this.#now();
      this.#isPumping = false;
      this.#rest(nowMs);
    } catch (error) {
      this.#fail(error);
    }
  };

  /** Starts the attempt that is due first, if there is one. */
  #sendNext(nowMs: number): boolean {
    if (this.#inFlight.isFull) return false;
    const retry = this.#retries.first;
    if (retry && retry.dueMs <= nowMs) {
      this.#retries.shift();
      this.#begin(retry.delivery, retry.n, retry.dueMs);
      return true;
    }
    const { index, dueMs } = this.#cursor;
    if (dueMs > nowMs || this.#retries.size >= maxWaiting || this.#isSendingOver(nowMs)) return false;
    this.#cursor.advance();
    const sendable = this.#shared.source(index);
    const delivery = { index, ...sendable, dueMs: this.#isMax ? this.#now() : dueMs };
    this.#begin(delivery, 1, delivery.dueMs);
    return true;
  }

  #isSendingOver(nowMs: number): boolean {
    return this.#cursor.isAtEnd || (this.#isMax && nowMs >= this.#endMs);
  }

  #begin(delivery: LoadDelivery, n: number, dueMs: number): void {
    const sentMs = this.#now();
    loopWatch.begin(this.#startMs + sentMs);
    if (n === 1) {
      this.#lastSentMs = sentMs;
      this.#lateness.count(dueMs, sentMs - dueMs);
    }
    this.#counter.begun(delivery.kind, n, sentMs - dueMs, delivery.bytes);
    this.#inFlight.begin(delivery.steps, this.#startMs + sentMs, (outcome, wasFull) => {
      this.#ended(delivery, n, sentMs, outcome);
      // Messages that are now due had to wait for a connection.
      if (wasFull) this.#lateness.hindered('connections', this.#now());
      this.#pump();
    });
  }

  #ended(delivery: LoadDelivery, n: number, sentMs: number, outcome: Outcome): void {
    const endMs = this.#now();
    this.#pacer.touch();
    this.#counter.ended(outcome, endMs - sentMs);
    const isLast = !this.#isRetried(delivery, n, endMs, outcome);
    const measuredLateMs = loopWatch.measuredLateMs(this.#startMs + sentMs, this.#startMs + endMs);
    this.#lateness.ended(outcome, isLast, measuredLateMs);
    if (isLast) this.#decided(delivery, this.#isOver ? 'aborted' : deliveryResultOf(outcome), endMs);
  }

  /** "resend the request based on the Retry Count setting". A forgery is never retried. */
  #isRetried(delivery: LoadDelivery, n: number, endMs: number, outcome: Outcome): boolean {
    const mayRetry = !isAcknowledged(outcome) && delivery.kind !== 'forged' && !this.#isOver;
    return mayRetry && this.#retries.add(delivery, n, endMs);
  }

  #decided({ index, kind, dueMs }: LoadDelivery, result: DeliveryResult, endMs: number): void {
    this.#counter.decided(kind, result, endMs - dueMs);
    try {
      this.#hooks.onDecided?.({ index, kind, result });
    } catch (error) {
      if (!this.#isOver) this.#fail(error);
    }
  }

  /** Sleeps until the next attempt is due, or the run ends. */
  #rest(nowMs: number): void {
    if (this.#isOver) return;
    const isSendingOver = this.#isSendingOver(nowMs);
    if (isSendingOver) this.#utilization ??= this.#pacer.utilization();
    const isIdle = this.#inFlight.size === 0 && this.#retries.size === 0;
    const lastMs = this.#isMax && this.#cursor.isAtEnd ? this.#lastSentMs : this.#endMs;
    const drainedMs = lastMs + this.#drainMs;
    if (isSendingOver && isIdle) this.#end('done');
    else if (nowMs >= drainedMs) this.#end('drained');
    else this.#pacer.arm(Math.min(this.#nextDueMs(nowMs, isSendingOver), drainedMs) - nowMs);
  }

  /** When the next attempt can start, as far as known. The end of an attempt wakes the loop anyway. */
  #nextDueMs(nowMs: number, isSendingOver: boolean): number {
    const messageMs = isSendingOver ? Number.POSITIVE_INFINITY : this.#cursor.dueMs;
    const retryMs = this.#retries.first?.dueMs ?? Number.POSITIVE_INFINITY;
    if (this.#inFlight.isFull) return this.#isMax ? this.#endMs : Number.POSITIVE_INFINITY;
    if (this.#retries.size < maxWaiting) return Math.min(messageMs, retryMs);
    if (messageMs <= nowMs) this.#lateness.hindered('retries', nowMs);
    return retryMs;
  }

  #tick(): void {
    if (this.#isOver) return;
    try {
      this.#endInterval(this.#now());
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Totals include an interval after it has ended, even if nobody listens. */
  #endInterval(nowMs: number): void {
    const tick = this.#ticker.tick(nowMs);
    this.#hooks.onTick?.(tick);
  }

  #fail(error: unknown): void {
    this.#stop();
    this.#reject(error);
  }

  #end(ended: LoadResult['ended']): void {
    if (this.#inFlight.isFull) this.#lateness.hindered('connections', this.#now());
    this.#stop();
    this.#resolve(ended);
  }

  #stop(): void {
    this.#isOver = true;
    this.#pacer.stop();
    this.#inFlight.abortAll('the end of the run');
    for (let retry = this.#retries.shift(); retry; retry = this.#retries.shift()) {
      this.#decided(retry.delivery, 'aborted', this.#now());
    }
  }

  #result(ended: LoadResult['ended'], startedAt: string): LoadResult {
    const nowMs = this.#now();
    const unsent = this.#isMax ? 0 : this.#countUnsent(nowMs);
    this.#endInterval(nowMs);
    return loadResultOf({
      startedAt,
      ended,
      isMax: this.#isMax,
      durationMs: nowMs,
      unsent,
      plannedMs: this.#plannedMs(nowMs),
      lastSentMs: this.#lastSentMs,
      counter: this.#counter,
      lateness: this.#lateness,
      utilization: this.#utilization ?? this.#pacer.utilization(),
      connections: this.#options.connections,
    });
  }

  #countUnsent(nowMs: number): number {
    return this.#cursor.eachLate(nowMs, (dueMs, times) => {
      this.#counter.unsent(nowMs - dueMs, times);
      this.#lateness.count(dueMs, nowMs - dueMs, times);
    });
  }

  /** How long the plan has run (ms). At the maximum rate, until the last message. */
  #plannedMs(nowMs: number): number {
    if (this.#isMax) return Math.min(this.#endMs, this.#lastSentMs);
    return this.#cursor.isAtEnd ? this.#endMs : Math.max(0, Math.min(this.#endMs, nowMs));
  }
}
