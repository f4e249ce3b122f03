import { HookswitchError, systemClock } from '../../simulator/index.ts';
import type { LoadResult } from '../index.ts';
import type { Setup, Via } from '../setup.ts';
import { Admissions } from './admissions.ts';
import { MessageCipher } from './channel/encryption.ts';
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

/** A worker of a run, for the report. */
interface WorkerShare extends Share {
  readonly name: string;
  /** How far its clock is ahead of the coordinator's, and the uncertainty (ms). */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
  /** The worker crashed: it never announced that it was leaving. */
  readonly isLost: boolean;
}

export interface ManyResult {
  readonly result: LoadResult;
  readonly workers: readonly WorkerShare[];
  readonly maybeSentTwice: MaybeSentTwice | undefined;
  /** Why it ended early. */
  readonly stoppedBecause: string | undefined;
}

/** Time to fill the queue and reach all workers before the first message is due (ms). */
const startInMs = 1500;
const turnMs = 50;
const tickMs = 1000;
/** How long stopped workers have to report (ms). An interrupted process ends within 2 s. */
const stopWithinMs = 800;
const dismissWithinMs = 2000;
const dismissAbortedWithinMs = 400;

/**
 * Splits a plan into slices, has workers on other machines send them, and merges their results.
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
  readonly #registry: WorkerRegistry;
  readonly #admissions: Admissions;
  readonly #gathered: Gathered;
  readonly #handoff: Handoff;
  /** The start of the plan (ms since 1970, by the clock of Redis). */
  #startAt = 0;
  #tickedAtMs = 0;
  #isDismissed = false;

  constructor(setup: Setup, via: Via, hooks: ManyHooks, link: RedisLink, clock: RedisClock) {
    const id = newRunId();
    const { secret } = setup.target.webhook;
    const cipher = new MessageCipher(secret, id);
    const spec = cipher.encrypt('run', specOf(setup));
    this.#setup = setup;
    this.#via = via;
    this.#hooks = hooks;
    this.#link = link;
    this.#clock = clock;
    this.#admissions = new Admissions({ redis: link.redis, runId: id, secret, spec });
    this.#runKey = new RunKey(link.redis, id, spec, this.#admissions.cipher);
    this.#registry = new WorkerRegistry(link, id, cipher);
    this.#gathered = new Gathered(hooks.onDecided);
    this.#handoff = new Handoff(
      link,
      id,
      { messages: cipher, slices: this.#admissions.cipher },
      this.#gathered,
    );
  }

  async run(): Promise<ManyResult> {
    if (!(await this.#runKey.announce())) throw occupied(this.#link);
    try {
      await gather(this.#via, this.#registry, this.#clock, this.#hooks, () => this.#keepUp());
      this.#startAt = this.#clock.now() + startInMs;
      await this.#runKey.start(performance.now() + startInMs);
      const stoppedBecause = await this.#send();
      await this.#dismiss();
      // Messages that arrive after the last slice may say that another worker had it too.
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

  /** The main loop: queues slices that are due soon and collects messages. Returns why the run ended early, if it did. */
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

  /** Sends a beat, and answers workers that ask to join. */
  async #keepUp(): Promise<void> {
    await this.#runKey.refresh();
    await this.#registry.read();
    await this.#admissions.answer(this.#registry.workers);
  }

  /** Once a second: reports counts and checks which workers are alive. */
  async #whyOver(lastMs: number): Promise<string | undefined> {
    const atMs = this.#elapsedMs();
    if (atMs - this.#tickedAtMs < tickMs) return undefined;
    this.#tickedAtMs = atMs;
    this.#hooks.onTick?.(this.#handoff.tick(atMs));
    await this.#clock.keep();
    await this.#keepUp();
    const missing = `${this.#gathered.outstanding} of ${this.#handoff.slices} slices were not finished`;
    if (this.#gathered.outstanding > 0 && this.#registry.present(this.#clock.now()) === 0)
      return `no worker is left: ${missing}`;
    return atMs > lastMs ? `${missing} in time` : undefined;
  }

  /** Stops the workers and waits for their reports. */
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
    const tookPart = [...this.#registry.workers].filter(([, { state }]) => state !== 'joining');
    return tookPart.map(([name, { state, clockOffsetMs, clockErrorMs }]) => ({
      name,
      ...(this.#gathered.shares.get(name) ?? { slices: 0, sent: 0, limited: 0 }),
      clockOffsetMs: clockOffsetMs - own.clockOffsetMs,
      clockErrorMs: clockErrorMs + own.clockErrorMs,
      isLost: state === 'ready',
    }));
  }

  /** The workers have left, so nothing writes to the queue anymore. */
  async #dismiss(): Promise<void> {
    this.#isDismissed = true;
    await this.#runKey.stop();
    const endsAt = performance.now() + (this.#isAborted ? dismissAbortedWithinMs : dismissWithinMs);
    for (;;) {
      await this.#registry.read();
      if (this.#registry.ready(this.#clock.now()) === 0 || performance.now() > endsAt) return;
      await systemClock.sleep(turnMs);
    }
  }

  /** Deletes everything from Redis. */
  async #cleanUp(): Promise<void> {
    if (this.#link.redis.status !== 'ready') return;
    if (!this.#isDismissed) await this.#dismiss();
    await this.#runKey.withdraw();
    await this.#handoff.close();
    await this.#registry.forget();
    await this.#admissions.forget();
  }
}

function occupied({ place }: RedisLink): HookswitchError {
  const wait = `wait until it ends (${keptMs / 1000} s if it was killed)`;
  return new HookswitchError(
    'no-worker',
    `another load is using Redis at ${place}: ${wait}, or use another database, such as redis://${place}/2`,
  );
}
