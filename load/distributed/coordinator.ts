import { HookswitchError, systemClock } from '../../simulator/index.ts';
import type { LoadResult } from '../index.ts';
import type { Setup, Via } from '../setup.ts';
import { Admissions } from './admissions.ts';
import { Seal } from './channel/encryption.ts';
import { Handoff } from './channel/job-queue.ts';
import { keptMs } from './channel/keys.ts';
import { lastMsOf, leadMs, specOf } from './channel/protocol.ts';
import { openRedis, type RedisLink, redisTrouble } from './channel/redis.ts';
import { newRunId, RunKey } from './channel/run-key.ts';
import { RedisClock } from './clock.ts';
import { cutPlan, stretchMsFor } from './cut.ts';
import { gather, type ManyHooks } from './results/gather.ts';
import { Gathered, type MaybeSentTwice, type Share } from './results/gathered.ts';
import { WorkerRegistry } from './worker-registry.ts';

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
/** Workers that were stopped tell what they sent within this (ms): a process that is interrupted ends within 2 s. */
const stopWithinMs = 800;
const dismissWithinMs = 2000;
const dismissAbortedWithinMs = 400;

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
  readonly #runKey: RunKey;
  readonly #roster: WorkerRegistry;
  readonly #admissions: Admissions;
  readonly #gathered: Gathered;
  readonly #handoff: Handoff;
  /** The start of the plan (ms since 1970, the clock of Redis). */
  #startAt = 0;
  #tickedAtMs = 0;
  #isDismissed = false;

  constructor(setup: Setup, via: Via, hooks: ManyHooks, link: RedisLink, clock: RedisClock) {
    const id = newRunId();
    const { secret } = setup.target.webhook;
    const seal = new Seal(secret, id);
    const spec = seal.seal('run', specOf(setup));
    this.#setup = setup;
    this.#via = via;
    this.#hooks = hooks;
    this.#link = link;
    this.#clock = clock;
    this.#admissions = new Admissions({ redis: link.redis, runId: id, secret, spec });
    this.#runKey = new RunKey(link.redis, id, spec, this.#admissions.seal);
    this.#roster = new WorkerRegistry(link, id, seal);
    this.#gathered = new Gathered(hooks.onDecided);
    this.#handoff = new Handoff(link, id, { messages: seal, slices: this.#admissions.seal }, this.#gathered);
  }

  async run(): Promise<ManyResult> {
    if (!(await this.#runKey.announce())) throw occupied(this.#link);
    try {
      await gather(this.#via, this.#roster, this.#clock, this.#hooks, () => this.#keepUp());
      this.#startAt = this.#clock.now() + startInMs;
      await this.#runKey.start(performance.now() + startInMs);
      const stoppedBecause = await this.#send();
      await this.#dismiss();
      // What was told after the last slice was back: that it is with another worker as well.
      await this.#handoff.takeIn();
      return this.#result(stoppedBecause);
    } finally {
      await this.#cleanUp();
    }
  }

  get #isAborted(): boolean {
    return this.#hooks.signal?.aborted === true;
  }

  #elapsedMs(): number {
    return this.#clock.now() - this.#startAt;
  }

  /** One loop: gives out what is soon due, takes in what is told; why it ended before its end, if so. */
  async #send(): Promise<string | undefined> {
    const lanes = this.#via.workers;
    const stretches = cutPlan(this.#setup.options.plan, lanes, stretchMsFor(lanes));
    const lastMs = lastMsOf(this.#setup.options);
    let next = stretches.next();
    while (!this.#isAborted) {
      for (; !next.done && next.value.fromMs - leadMs <= this.#elapsedMs(); next = stretches.next()) {
        await this.#handoff.giveOut(next.value, this.#startAt);
      }
      await this.#handoff.takeIn();
      if (next.done && this.#gathered.outstanding === 0) return undefined;
      const why = await this.#whyOver(lastMs);
      if (why !== undefined) return why;
      await systemClock.sleep(turnMs, this.#hooks.signal);
    }
    await this.#stop();
    return undefined;
  }

  /** Says that the run goes on, and answers those who ask to take part. */
  async #keepUp(): Promise<void> {
    await this.#runKey.refresh();
    await this.#roster.read();
    await this.#admissions.answer(this.#roster.workers);
  }

  /** Once a second: tells what happened, sees who is there. */
  async #whyOver(lastMs: number): Promise<string | undefined> {
    const atMs = this.#elapsedMs();
    if (atMs - this.#tickedAtMs < tickMs) return undefined;
    this.#tickedAtMs = atMs;
    this.#hooks.onTick?.(this.#handoff.tick(atMs));
    await this.#clock.keep();
    await this.#keepUp();
    const missing = `${this.#gathered.outstanding} of ${this.#handoff.slices} slices are missing`;
    if (this.#gathered.outstanding > 0 && this.#roster.present(this.#clock.now()) === 0)
      return `no worker is left: ${missing}`;
    return atMs > lastMs ? `${missing} in time` : undefined;
  }

  /** Has the workers end what they send, and tell of it. */
  async #stop(): Promise<void> {
    await this.#runKey.stop();
    await this.#handoff.takeBack();
    const endsAt = performance.now() + stopWithinMs;
    while (this.#gathered.outstanding > 0 && performance.now() < endsAt) {
      await systemClock.sleep(turnMs);
      await this.#handoff.takeIn();
    }
  }

  #result(stoppedBecause: string | undefined): ManyResult {
    const atMs = this.#elapsedMs();
    this.#hooks.onTick?.(this.#handoff.tick(atMs));
    const startedAt = new Date(this.#clock.here(this.#startAt) + performance.timeOrigin).toISOString();
    const result = this.#gathered.result(startedAt, this.#isAborted ? 'ignored' : 'lost');
    return {
      result: this.#isAborted ? { ...result, ended: 'aborted' } : result,
      workers: this.#workers(),
      maybeSentTwice: this.#gathered.maybeSentTwice,
      stoppedBecause,
    };
  }

  #workers(): WorkerShare[] {
    const own = this.#clock.difference();
    const tookPart = [...this.#roster.workers].filter(([, { state }]) => state !== 'joining');
    return tookPart.map(([name, { state, clockOffsetMs, clockErrorMs }]) => ({
      name,
      ...(this.#gathered.shares.get(name) ?? { slices: 0, sent: 0, limited: 0 }),
      clockOffsetMs: clockOffsetMs - own.clockOffsetMs,
      clockErrorMs: clockErrorMs + own.clockErrorMs,
      isLost: state === 'ready',
    }));
  }

  /** Workers say when they have left: nothing writes to the queue any more. */
  async #dismiss(): Promise<void> {
    this.#isDismissed = true;
    await this.#runKey.stop();
    const endsAt = performance.now() + (this.#isAborted ? dismissAbortedWithinMs : dismissWithinMs);
    for (;;) {
      await this.#roster.read();
      if (this.#roster.ready(this.#clock.now()) === 0 || performance.now() > endsAt) return;
      await systemClock.sleep(turnMs);
    }
  }

  /** Leaves nothing behind. */
  async #cleanUp(): Promise<void> {
    if (this.#link.redis.status !== 'ready') return;
    if (!this.#isDismissed) await this.#dismiss();
    await this.#runKey.withdraw();
    await this.#handoff.close();
    await this.#roster.forget();
    await this.#admissions.forget();
  }
}

function occupied({ place }: RedisLink): HookswitchError {
  const wait = `wait until it ends (${keptMs / 1000} s if it was killed)`;
  return new HookswitchError(
    'no-worker',
    `another load goes through Redis at ${place}: ${wait}, or use another database, such as redis://${place}/2`,
  );
}
