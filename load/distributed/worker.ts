import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { anySignal } from '../../simulator/any-signal.ts';
import { type Header, HookswitchError, systemClock } from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { displayUrl } from '../../text/secrets/redact.ts';
import { runSlice } from '../engine/engine.ts';
import { shareLoad } from '../engine/shared.ts';
import { isFast, warmUp } from '../engine/warm-up.ts';
import { FailingWatch } from '../failing-watch.ts';
import { assertUsableLoad, type LoadTarget, type LoadTick } from '../index.ts';
import { safeguardsFor } from '../remote-host.ts';
import { rateInWords } from '../report/text.ts';
import { sentIn } from '../result.ts';
import { nothingSent } from '../result-of.ts';
import { openRedis, type RedisLink, redisTrouble } from './redis.ts';
import {
  keptMs,
  prefix,
  queueName,
  redisNow,
  runningLoad,
  type SliceJob,
  type SliceResult,
} from './slice.ts';

/** What a worker may do. Only its own options decide. */
interface WorkerSetup {
  readonly redisUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly name: string;
  readonly secret: string;
  readonly headers: readonly Header[];
  readonly allowHosts: readonly string[];
  readonly iOwnThisHost: boolean;
  /** Whether it stops after one load. */
  readonly isOnce: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A job whose worker didn't renew it for this long is stalled (ms), and how often workers check that. */
const lockMs = 5000;
const stalledEveryMs = 2000;
const pollMs = 250;
/** An interrupted process ends within 2 s. */
const closeWithinMs = 1500;

/**
 * Sends slices of loads that are started elsewhere, until it is stopped.
 *
 * @throws HookswitchError `bad-url`, `missing-package`, `redis-unreachable`.
 */
export async function serveLoads(setup: WorkerSetup): Promise<void> {
  const link = await openRedis(setup.redisUrl, setup.env);
  try {
    await Promise.race([serve(setup, link), link.gone]);
  } catch (error) {
    throw redisTrouble(error, link);
  } finally {
    link.close();
  }
}

async function serve(setup: WorkerSetup, { redis, bull, place }: RedisLink): Promise<void> {
  const { name, secret, signal } = setup;
  const process = (job: Job<SliceJob>, _token?: string, canceled?: AbortSignal) =>
    send(setup, redis, job, canceled ? anySignal(signal, canceled) : signal);
  const worker = new bull.Worker(queueName(secret), process, {
    connection: redis,
    prefix,
    name,
    lockDuration: lockMs,
    stalledInterval: stalledEveryMs,
    // Messages of a stalled job were sent already, so it isn't sent again.
    maxStalledCount: 0,
  });
  // Redis errors are reported by its connection.
  worker.on('error', () => {});
  // This process was suspended.
  worker.on('lockRenewalFailed', () => worker.cancelAllJobs());
  await worker.waitUntilReady();
  setup.say(`Worker ${name} is waiting for loads at Redis ${place}`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
    if (setup.isOnce) worker.on('completed', () => resolve());
  });
  await Promise.race([worker.close(), systemClock.sleep(closeWithinMs)]);
}

/** Sends a slice. An error fails the job, and the coordinator shows its message. */
async function send(
  setup: WorkerSetup,
  redis: Redis,
  job: Job<SliceJob>,
  signal: AbortSignal,
): Promise<SliceResult> {
  const { say } = setup;
  const { loadId, lane, lanes, url, method, options, isObserved } = job.data;
  const { target, abortOn } = accepted(setup, job.data);
  const shared = shareLoad(target, options);
  const stop = new AbortController();
  const stopping = anySignal(signal, stop.signal);
  const stillRunning = watchLoad(redis, job, loadId, stop);
  try {
    if (isFast(options.plan)) await warmUp(target, options, shared, stopping);
    await job.updateProgress({ joined: setup.name });
    say(
      `Load-testing ${method} ${displayUrl(url)} with other workers, ${rateInWords(options.plan.rate)} in total …`,
    );
    const startMs = await startOf(redis, job.queueName, stopping);
    if (startMs === undefined) return { result: nothingSent(), lost: [] };
    const failing = abortOn === undefined ? undefined : new FailingWatch(abortOn);
    const lost: number[] = [];
    let stoppedBecause: string | undefined;
    const onTick = (tick: LoadTick) => {
      // A lost tick is only a gap in the chart.
      job.updateProgress(tick).catch(() => {});
      stoppedBecause ??= failing?.see(tick);
      if (stoppedBecause !== undefined) stop.abort();
    };
    const result = await runSlice(
      target,
      { ...options, slice: { lane, lanes } },
      {
        signal: stopping,
        onTick,
        onDecided({ index, kind, result: outcome }) {
          if (isObserved && kind !== 'forged' && outcome !== 'acknowledged') lost.push(index);
        },
      },
      shared,
      startMs,
    );
    say(`${sentIn(result)} messages sent${stoppedBecause === undefined ? '' : `, ${stoppedBecause}`}`);
    return { result, lost, ...defined({ stoppedBecause }) };
  } finally {
    clearInterval(stillRunning);
    shared.connector.close();
  }
}

/**
 * This machine also checks whether the host may be loaded, the ramp, and when to stop: the job comes from Redis.
 *
 * @throws Error with why this worker doesn't join.
 */
function accepted(
  { name, secret, headers, allowHosts, iOwnThisHost, say }: WorkerSetup,
  { url, method, headerNames, insecure, options, abortOn }: SliceJob,
): { readonly target: LoadTarget; readonly abortOn: number | undefined } {
  const target = {
    webhook: { url, secret, method },
    headers,
    connection: { allowHosts, insecure },
  };
  try {
    assertUsableLoad(target, options);
    const safeguards = safeguardsFor(url, { rate: options.plan.rate, iOwnThisHost });
    if (safeguards.rampMs !== undefined && options.plan.rampMs === undefined)
      throw new HookswitchError('bad-load', 'a load on another machine must start with a ramp, such as 10s');
    const missing = headerNames.filter((wanted) => !headers.some(([header]) => header === wanted));
    if (missing.length > 0)
      throw new HookswitchError('bad-load', `give it the header ${missing.join(', ')} as well`);
    return { target, abortOn: abortOn ?? safeguards.abortOn };
  } catch (error) {
    const why = (error as Error).message;
    say(`Not joining the load: ${why}`);
    throw new Error(`worker ${name} can't join: ${why}`);
  }
}

/** Stops a load that its coordinator ended, or no longer renews. */
function watchLoad(
  redis: Redis,
  { queueName: queue }: Job,
  loadId: string,
  stop: AbortController,
): NodeJS.Timeout {
  let seenMs = performance.now();
  return setInterval(() => {
    if (performance.now() - seenMs > keptMs) stop.abort();
    runningLoad(redis, queue).then(
      (running) => {
        if (running?.id === loadId) seenMs = performance.now();
        else stop.abort();
      },
      () => {},
    );
  }, pollMs);
}

/** When the plan starts (performance.now), once all workers have joined; `undefined` if it was stopped before. */
async function startOf(redis: Redis, queue: string, signal: AbortSignal): Promise<number | undefined> {
  while (!signal.aborted) {
    const { startAt } = (await runningLoad(redis, queue)) ?? {};
    if (startAt !== undefined) return performance.now() + startAt - (await redisNow(redis));
    await systemClock.sleep(pollMs, signal);
  }
  return undefined;
}
