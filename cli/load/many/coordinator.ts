import { randomBytes } from 'node:crypto';
import type { Queue } from 'bullmq';
import { HookswitchError, systemClock } from '../../../simulator/index.ts';
import { type LoadResult, schedule } from '../../../simulator/load/index.ts';
import { cutPlan, type Stretch, stretchMsFor } from '../../../simulator/load/many/cut.ts';
import { retryHorizonMs } from '../../../simulator/retry.ts';
import { toolVersion } from '../../../suites/version.ts';
import type { Setup } from '../plan.ts';
import { RedisClock } from './clock.ts';
import { gather, type ManyHooks, type Via } from './gather.ts';
import { Gathered, type MaybeSentTwice, type Share } from './gathered.ts';
import { keptMs, prefix, queueName, toldKey, workersKey } from './keys.ts';
import {
  leadMs,
  lockMs,
  type RunSpec,
  type SliceJob,
  silentMs,
  stalledEveryMs,
  type Told,
} from './protocol.ts';
import { openRedis, type RedisLink, redisTrouble } from './redis.ts';
import { Roster } from './roster.ts';
import { type Announcement, announce, refresh, withdraw } from './run-key.ts';
import { Seal } from './seal.ts';
import { Ticks } from './ticks.ts';

/** A worker of a run, for its report. */
export interface WorkerShare extends Share {
  readonly name: string;
  /** Its clock before the clock of the machine that coordinates, and how far off that may be (ms). */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
  /** It died: it did not say that it leaves. */
  readonly isLost: boolean;
}

export interface ManyResult {
  readonly result: LoadResult;
  readonly workers: readonly WorkerShare[];
  readonly maybeSentTwice: MaybeSentTwice | undefined;
  /** Why it ended before its end, if so. */
  readonly stoppedBecause: string | undefined;
}

/** The queue has time to be filled, and all workers to see it, before the first message is due (ms). */
const startInMs = 1500;
const turnMs = 50;
const tickMs = 1000;
/** Workers that were stopped tell what they sent within this (ms). */
const stopWithinMs = 3000;
const dismissWithinMs = 2000;
const toldAtOnce = 500;

/**
 * Has a plan sent by workers on other machines, in slices, and puts together what they tell.
 *
 * @throws HookswitchError `bad-url`, `missing-package`, `redis-unreachable`, `no-worker`.
 */
export async function loadByWorkers(setup: Setup, via: Via, hooks: ManyHooks): Promise<ManyResult> {
  const link = await openRedis(via.redisUrl, via.env);
  try {
    const run = new ManyRun(setup, via, hooks, link, await RedisClock.of(link.redis));
    return await Promise.race([run.run(), link.gone]);
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
  readonly #clock: RedisClock;
  readonly #seal: Seal;
  readonly #queue: Queue;
  readonly #roster: Roster;
  readonly #gathered: Gathered;
  readonly #ticks = new Ticks();
  #announcement: Announcement;
  /** The start of the plan (ms since 1970, the clock of Redis). */
  #startAt = 0;
  #slices = 0;
  #toldAt = 0;
  #isDismissed = false;

  constructor(setup: Setup, via: Via, hooks: ManyHooks, link: RedisLink, clock: RedisClock) {
    const id = randomBytes(16).toString('hex');
    this.#setup = setup;
    this.#via = via;
    this.#hooks = hooks;
    this.#link = link;
    this.#clock = clock;
    this.#seal = new Seal(setup.target.webhook.secret, id);
    this.#announcement = { id, state: 'open', spec: this.#seal.seal('run', specOf(setup)) };
    this.#queue = new link.bull.Queue(queueName(id), {
      connection: link.redis,
      prefix,
      streams: { events: { maxLen: 1000 } },
    });
    this.#queue.on('error', () => {});
    this.#roster = new Roster(link, id, this.#seal);
    this.#gathered = new Gathered(hooks.onDecided);
  }

  async run(): Promise<ManyResult> {
    const { redis, place } = this.#link;
    const via = this.#via;
    const hooks = this.#hooks;
    if (!(await announce(redis, this.#announcement))) {
      throw new HookswitchError(
        'no-worker',
        `another load goes through Redis at ${place}: wait for its end (${keptMs / 1000} s when it was killed), or use another database, such as redis://${place}/2`,
      );
    }
    try {
      await gather(via, this.#roster, this.#clock, hooks, () => refresh(redis, this.#announcement));
      const stoppedBecause = await this.#send();
      await this.#dismiss();
      return this.#result(stoppedBecause);
    } finally {
      await this.#cleanUp();
    }
  }

  get #isAborted(): boolean {
    return this.#hooks.signal?.aborted === true;
  }

  /** One loop: gives out what is soon due, takes in what is told; why it ended before its end, if so. */
  async #send(): Promise<string | undefined> {
    const { plan, settings, profile } = this.#setup.options;
    const lanes = this.#via.workers;
    const stretches = cutPlan(plan, lanes, stretchMsFor(lanes));
    const horizonMs = retryHorizonMs(settings, profile);
    // Slices that are taken over at the very end come late, and take their time.
    const lastMs = schedule(plan).endMs + 2 * (horizonMs + lockMs + 2 * stalledEveryMs) + silentMs;
    this.#startAt = this.#clock.now() + startInMs;
    let next = stretches.next();
    while (!this.#isAborted) {
      for (; !next.done && next.value.fromMs - leadMs <= this.#elapsedMs(); next = stretches.next()) {
        await this.#giveOut(next.value);
      }
      await this.#takeIn();
      if (next.done && this.#gathered.outstanding === 0) return undefined;
      const why = await this.#whyOver(lastMs);
      if (why !== undefined) return why;
      await systemClock.sleep(turnMs, this.#hooks.signal);
    }
    await this.#stop();
    return undefined;
  }

  #elapsedMs(): number {
    return this.#clock.now() - this.#startAt;
  }

  async #giveOut({ fromMs, slices }: Stretch): Promise<void> {
    const jobs = slices.map((cut) => {
      const job: SliceJob = { ...cut, n: this.#slices, startAt: this.#startAt, fromMs };
      this.#slices += 1;
      this.#gathered.givenOut(job.n, cut);
      return {
        name: 'slice',
        data: this.#seal.seal('slice', job),
        opts: { removeOnComplete: true, removeOnFail: true },
      };
    });
    await this.#queue.addBulk(jobs);
  }

  async #takeIn(): Promise<void> {
    for (;;) {
      const texts = await this.#link.redis.lpop(toldKey(this.#announcement.id), toldAtOnce);
      for (const text of texts ?? []) {
        const told = this.#seal.open('told', text) as Told | undefined;
        if (told?.kind === 'tick') this.#ticks.add(told.n, told.tick);
        if (told?.kind === 'end') {
          this.#ticks.end(told.n, told.result);
          this.#gathered.end(told);
        }
      }
      if ((texts?.length ?? 0) < toldAtOnce) return;
    }
  }

  /** Once a second: tells what happened, sees who is there. */
  async #whyOver(lastMs: number): Promise<string | undefined> {
    const atMs = this.#elapsedMs();
    if (atMs - this.#toldAt < tickMs) return undefined;
    this.#toldAt = atMs;
    this.#hooks.onTick?.(this.#ticks.take(atMs));
    await this.#clock.keep();
    await refresh(this.#link.redis, this.#announcement);
    await this.#roster.read();
    if (this.#roster.ready(this.#clock.now()) === 0 && this.#gathered.outstanding > 0) {
      return `no worker is left; ${this.#outstanding()} did not come back`;
    }
    return atMs > lastMs ? `${this.#outstanding()} did not come back in time` : undefined;
  }

  #outstanding(): string {
    return `${this.#gathered.outstanding} of ${this.#slices} slices`;
  }

  /** Has the workers end what they send, and tell of it. */
  async #stop(): Promise<void> {
    this.#announcement = { ...this.#announcement, state: 'stopping' };
    await refresh(this.#link.redis, this.#announcement);
    await this.#queue.drain();
    const endsAt = performance.now() + stopWithinMs;
    while (this.#gathered.outstanding > 0 && performance.now() < endsAt) {
      await systemClock.sleep(turnMs);
      await this.#takeIn();
    }
  }

  #result(stoppedBecause: string | undefined): ManyResult {
    const atMs = this.#elapsedMs();
    this.#hooks.onTick?.(this.#ticks.take(atMs));
    const gathered = this.#gathered.result(this.#isAborted ? 'ignored' : 'lost');
    const startedAt = new Date(this.#clock.here(this.#startAt) + performance.timeOrigin).toISOString();
    if (!gathered) {
      throw new HookswitchError(
        'no-worker',
        `nothing was told of what was sent: ${stoppedBecause ?? 'the run was ended before'}`,
      );
    }
    return {
      result: { ...gathered, startedAt, ...(this.#isAborted ? { ended: 'aborted' } : {}) },
      workers: this.#workers(),
      maybeSentTwice: this.#gathered.maybeSentTwice,
      stoppedBecause,
    };
  }

  #workers(): WorkerShare[] {
    const own = this.#clock.difference();
    return [...this.#roster.workers].map(([name, { state, clockOffsetMs, clockErrorMs }]) => ({
      name,
      ...(this.#gathered.shares.get(name) ?? { slices: 0, sent: 0, limited: 0 }),
      clockOffsetMs: clockOffsetMs - own.clockOffsetMs,
      clockErrorMs: clockErrorMs + own.clockErrorMs,
      isLost: state === 'ready',
    }));
  }

  /** Workers say when they have left: nothing writes to the queue any more. */
  async #dismiss(): Promise<void> {
    if (this.#isDismissed) return;
    this.#isDismissed = true;
    this.#announcement = { ...this.#announcement, state: 'stopping' };
    await refresh(this.#link.redis, this.#announcement);
    const endsAt = performance.now() + dismissWithinMs;
    for (;;) {
      await this.#roster.read();
      if (this.#roster.ready(this.#clock.now()) === 0 || performance.now() > endsAt) return;
      await systemClock.sleep(turnMs);
    }
  }

  /** Leaves nothing behind. */
  async #cleanUp(): Promise<void> {
    const { redis } = this.#link;
    if (redis.status !== 'ready') return;
    const { id } = this.#announcement;
    await this.#dismiss();
    await withdraw(redis);
    await this.#queue.obliterate({ force: true });
    await redis.del(workersKey(id), toldKey(id));
    await this.#queue.close();
  }
}

function specOf({ target, options, observer }: Setup): RunSpec {
  const { webhook, headers = [], connection } = target;
  return {
    toolVersion,
    url: webhook.url,
    method: webhook.method,
    headers,
    insecure: connection.insecure === true,
    options,
    isObserved: observer !== undefined,
  };
}
