import { randomBytes } from 'node:crypto';
import type { Queue, QueueEvents } from 'bullmq';
import type { LoadWorker } from '../../schemas/generated/types.ts';
import { HookswitchError, systemClock } from '../../simulator/index.ts';
import { retryHorizonMs } from '../../simulator/sender/retry.ts';
import { defined } from '../../text/defined.ts';
import { count } from '../../text/words/count.ts';
import { countOf, type LoadHooks, type LoadResult, mergeResults, schedule } from '../index.ts';
import { nothingSent } from '../result-of.ts';
import type { Setup, Via } from '../setup.ts';
import { Lane, takeTick } from './lane.ts';
import { openRedis, type RedisLink, redisTrouble } from './redis.ts';
import {
  keptMs,
  prefix,
  queueName,
  type RunningLoad,
  redisNow,
  runningKey,
  type SliceJob,
  type SliceProgress,
  type SliceResult,
} from './slice.ts';

export interface ManyHooks extends LoadHooks {
  readonly say: (line: string) => void;
}

export interface ManyResult {
  readonly result: LoadResult;
  readonly workers: readonly LoadWorker[];
  /** Why it ended early, or what is missing. */
  readonly stoppedBecause: string | undefined;
}

/** Time for all workers to see the start (ms). */
const startInMs = 1500;
const turnMs = 50;
const secondMs = 1000;
/** How long stopped workers have to report (ms). An interrupted process ends within 2 s. */
const stopWithinMs = 1000;
/** How long a slice may be overdue (ms), after all attempts and gaps. */
const overdueMs = 30_000;
/** Shorter than the time in which Redis must answer a command (ms). */
const blockingMs = 5000;

/**
 * Has workers on other machines send a plan, a slice each, and merges their results.
 *
 * @throws HookswitchError `bad-url`, `missing-package`, `redis-unreachable`, `no-worker`.
 */
export async function loadByWorkers(setup: Setup, via: Via, hooks: ManyHooks): Promise<ManyResult> {
  const link = await openRedis(via.redisUrl, via.env);
  try {
    return await Promise.race([new ManyRun(setup, via, hooks, link).run(), link.gone]);
  } catch (error) {
    throw redisTrouble(error, link);
  } finally {
    link.close();
  }
}

class ManyRun {
  readonly #setup: Setup;
  readonly #via: Via;
  readonly #hooks: ManyHooks;
  readonly #link: RedisLink;
  readonly #id = randomBytes(8).toString('hex');
  readonly #name: string;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  /** By the id of the job. */
  readonly #lanes: ReadonlyMap<string, Lane>;
  /** By the clock of Redis (ms since 1970), and of this process (performance.now). */
  #startAt: number | undefined;
  #startMs = 0;
  #tickedAtMs = 0;
  /** Why a worker can't send its slice. */
  #refusal: string | undefined;

  constructor(setup: Setup, via: Via, hooks: ManyHooks, link: RedisLink) {
    const { redis: connection, bull } = link;
    const { count: messages } = schedule(setup.options.plan);
    const lanes = via.workers;
    const laneAt = (_: unknown, lane: number) =>
      [`${this.#id}-${lane}`, new Lane(countOf({ lane, lanes }, messages))] as const;
    this.#setup = setup;
    this.#via = via;
    this.#hooks = hooks;
    this.#link = link;
    this.#name = queueName(setup.target.webhook.secret);
    this.#lanes = new Map(Array.from({ length: lanes }, laneAt));
    this.#queue = new bull.Queue(this.#name, { connection, prefix });
    const listening = { lastEventId: '0-0', blockingTimeout: blockingMs };
    this.#events = new bull.QueueEvents(this.#name, { connection, prefix, ...listening });
    // Redis errors are reported by its connection.
    this.#queue.on('error', () => {});
    this.#events.on('error', () => {});
  }

  async run(): Promise<ManyResult> {
    const { redis } = this.#link;
    const key = runningKey(this.#name);
    try {
      if ((await redis.set(key, this.#running(), 'PX', keptMs, 'NX')) !== 'OK') throw occupied(this.#link);
      return await this.#runAlone();
    } finally {
      if (redis.status === 'ready') await Promise.all([this.#queue.close(), this.#events.close()]);
    }
  }

  async #runAlone(): Promise<ManyResult> {
    const renewing = setInterval(() => void this.#renew().catch(() => {}), secondMs);
    try {
      // A coordinator that was killed may have left something.
      await this.#queue.obliterate({ force: true });
      await this.#listen();
      await this.#giveOut();
      await this.#gather();
      return this.#result(await this.#send());
    } finally {
      clearInterval(renewing);
      if (this.#link.redis.status === 'ready') {
        await this.#stop();
        await this.#queue.obliterate({ force: true });
      }
    }
  }

  get #isAborted(): boolean {
    return this.#hooks.signal?.aborted === true;
  }

  get #isOver(): boolean {
    return [...this.#lanes.values()].every(({ isOver }) => isOver);
  }

  #running(): string {
    return JSON.stringify({ id: this.#id, ...defined({ startAt: this.#startAt }) } satisfies RunningLoad);
  }

  async #renew(): Promise<void> {
    await this.#link.redis.set(runningKey(this.#name), this.#running(), 'PX', keptMs);
  }

  async #listen(): Promise<void> {
    const on = (jobId: string, change: (lane: Lane) => void) => {
      const lane = this.#lanes.get(jobId);
      if (lane && !lane.isOver) change(lane);
    };
    this.#events.on('progress', ({ jobId, data }) =>
      on(jobId, (lane) => lane.progress(data as SliceProgress)),
    );
    this.#events.on('completed', ({ jobId, returnvalue }) =>
      on(jobId, (lane) => {
        lane.end = returnvalue as unknown as SliceResult;
      }),
    );
    this.#events.on('failed', ({ jobId, failedReason }) =>
      on(jobId, () => {
        this.#refusal ??= failedReason;
      }),
    );
    this.#events.on('stalled', ({ jobId }) =>
      on(jobId, (lane) => {
        lane.isLost = true;
        if (this.#startAt === undefined) this.#refusal ??= lane.missing;
        else this.#hooks.say(lane.missing);
      }),
    );
    await this.#events.waitUntilReady();
  }

  async #giveOut(): Promise<void> {
    const { target, options, observer, abortOn } = this.#setup;
    const { webhook, headers = [], connection } = target;
    const data: Omit<SliceJob, 'lane'> = {
      loadId: this.#id,
      lanes: this.#via.workers,
      url: webhook.url,
      method: webhook.method,
      headerNames: headers.map(([name]) => name),
      insecure: connection.insecure === true,
      options,
      isObserved: observer !== undefined,
      ...defined({ abortOn }),
    };
    const ids = [...this.#lanes.keys()];
    await this.#queue.addBulk(
      ids.map((jobId, lane) => ({ name: 'slice', data: { ...data, lane }, opts: { jobId } })),
    );
  }

  /**
   * Waits until each slice has a worker, and sets the start.
   *
   * @throws HookswitchError `no-worker` if too few workers join, or one can't.
   */
  async #gather(): Promise<void> {
    const { workers, waitMs } = this.#via;
    const endsAt = performance.now() + waitMs;
    let known = -1;
    while (known < workers && !this.#isAborted) {
      const joined = [...this.#lanes.values()].filter(({ worker }) => worker !== undefined).length;
      if (joined !== known) this.#hooks.say(`${joined} of ${count(workers, 'worker')} …`);
      known = joined;
      if (this.#refusal !== undefined) throw new HookswitchError('no-worker', this.#refusal);
      if (joined < workers && performance.now() >= endsAt) throw tooFew(this.#via, joined);
      await systemClock.sleep(turnMs, this.#hooks.signal);
    }
    this.#startAt = (await redisNow(this.#link.redis)) + startInMs;
    this.#startMs = performance.now() + startInMs;
    if (!this.#isAborted) await this.#renew();
  }

  /** Waits for the results. Returns why the load ended early, if it did. */
  async #send(): Promise<string | undefined> {
    const { settings, profile, plan } = this.#setup.options;
    const lastMs = schedule(plan).endMs + retryHorizonMs(settings, profile) + overdueMs;
    const lanes = [...this.#lanes.values()];
    let stoppedBecause: string | undefined;
    while (!this.#isOver && !this.#isAborted && stoppedBecause === undefined) {
      await systemClock.sleep(turnMs, this.#hooks.signal);
      const elapsedMs = performance.now() - this.#startMs;
      if (elapsedMs - this.#tickedAtMs >= secondMs) this.#tick(elapsedMs);
      stoppedBecause = this.#refusal ?? lanes.find(({ end }) => end?.stoppedBecause)?.end?.stoppedBecause;
      if (elapsedMs > lastMs) stoppedBecause ??= 'not all workers ended in time';
    }
    await this.#stop();
    return stoppedBecause;
  }

  /** Stops the workers and waits for their results. */
  async #stop(): Promise<void> {
    await this.#link.redis.del(runningKey(this.#name));
    const endsAt = performance.now() + stopWithinMs;
    const isJoined = [...this.#lanes.values()].some(({ worker }) => worker !== undefined);
    while (isJoined && !this.#isOver && performance.now() < endsAt) await systemClock.sleep(turnMs);
  }

  #tick(atMs: number): void {
    this.#hooks.onTick?.(takeTick([...this.#lanes.values()], atMs, atMs - this.#tickedAtMs));
    this.#tickedAtMs = atMs;
  }

  #result(stoppedBecause: string | undefined): ManyResult {
    this.#tick(performance.now() - this.#startMs);
    const { endMs } = schedule(this.#setup.options.plan);
    const lanes = [...this.#lanes.values()];
    const isWhole = !this.#isAborted && stoppedBecause === undefined;
    const results = lanes.map((lane) => (isWhole ? lane.wholeResult(endMs) : lane.resultSoFar()));
    const [first = nothingSent(), ...rest] = results;
    for (const index of lanes.flatMap(({ end }) => end?.lost ?? []))
      this.#hooks.onDecided?.({ index, kind: 'genuine', result: 'unanswered' });
    const missing = isWhole ? lanes.filter(({ sent, due }) => sent < due).map((lane) => lane.missing) : [];
    return {
      result: {
        ...mergeResults([first, ...rest]),
        startedAt: new Date(performance.timeOrigin + this.#startMs).toISOString(),
        ...(this.#isAborted ? { ended: 'aborted' } : {}),
      },
      workers: lanes.flatMap(({ worker: name, due, sent, end, isLost }) =>
        name === undefined
          ? []
          : [{ name, due, sent, limitedBy: end?.result.limitedBy ?? 'nothing', isLost }],
      ),
      stoppedBecause: stoppedBecause ?? (missing.length > 0 ? missing.join('; ') : undefined),
    };
  }
}

function occupied({ place }: RedisLink): HookswitchError {
  const wait = `wait until it ends (${keptMs / 1000} s if it was killed)`;
  return new HookswitchError(
    'no-worker',
    `another load is using Redis at ${place}: ${wait}, or use another database, such as redis://${place}/2`,
  );
}

function tooFew({ workers, waitMs }: Via, ready: number): HookswitchError {
  const fewer = ready === 0 ? '' : `, or use --workers ${ready}`;
  return new HookswitchError(
    'no-worker',
    `${ready} of ${count(workers, 'worker')} joined within ${waitMs / 1000} s: start "hookswitch worker" of the same version, with the same Redis address and secret${fewer}`,
  );
}
