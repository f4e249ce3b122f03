import type { Worker } from 'bullmq';
import { systemClock } from '../../simulator/index.ts';
import { retryHorizonMs } from '../../simulator/sender/retry.ts';
import { type Shared, shareLoad } from '../engine/shared.ts';
import { isFast, warmUp } from '../engine/warm-up.ts';
import { admissionsKey, keptMs, messagesKey, prefix, queueName, workersKey } from './channel/keys.ts';
import { coordinatorSilentMs, lockMs, stalledEveryMs, type WorkerHeartbeat } from './channel/protocol.ts';
import { announced } from './channel/run-key.ts';
import { CoordinatorWatch } from './coordinator-watch.ts';
import { HeldSlice } from './held-slice.ts';
import { OwnAbort } from './own-abort.ts';
import type { Part } from './part.ts';
import { Ticks } from './results/ticks.ts';
import { SliceGuard } from './slice-guard.ts';

/** The pause after each slice, so that every worker gets one before any worker gets two (ms). */
const restMs = 250;
const pollMs = 100;
const pollEveryMs = 250;
const heartbeatEveryMs = 1000;
/** A worker with this many unsent slices takes no more, since it can't keep up. */
const maxUnsent = 6;
const maxHeld = 64;
/** How long a leaving worker continues to send messages that it has begun (ms). An interrupted process ends within 2 s. */
const leavingMs = 1100;
/** A slice that crashed this many workers is dropped. */
const maxTakeovers = 10;

/** Sends slices of a run until there are no more. Returns what it sent. */
export async function takePart(part: Part): Promise<{ readonly slices: number; readonly sent: number }> {
  const shared = shareLoad(part.target, part.spec.options);
  const { options } = part.spec;
  if (isFast(options.plan)) await warmUp(part.target, options, shared, part.setup.signal);
  const { bull, redis } = part.link;
  const engine = new bull.Worker(queueName(part.run.id), null, {
    connection: redis,
    prefix,
    autorun: false,
    lockDuration: lockMs,
    stalledInterval: stalledEveryMs,
    maxStalledCount: maxTakeovers,
  });
  engine.on('error', () => {});
  const partRun = new PartRun(part, shared, engine);
  try {
    await engine.waitUntilReady();
    await engine.startStalledCheckTimer();
    return await partRun.run();
  } finally {
    partRun.close();
    shared.connector.close();
    const closing = engine.close(true).catch(() => {});
    // Without Redis nobody can be notified, and the connection may never close.
    if (redis.status === 'ready') {
      await closing;
      await partRun.leave();
    }
  }
}

const silent = `the coordinator was silent for ${coordinatorSilentMs / 1000} s`;

class PartRun {
  readonly #part: Part;
  readonly #shared: Shared;
  readonly #watch: CoordinatorWatch;
  readonly #guard: SliceGuard;
  readonly #ticks = new Ticks();
  readonly #own: OwnAbort;
  readonly #engine: Worker;
  readonly #held = new Set<HeldSlice>();
  readonly #maxHeld: number;
  readonly #stop = new AbortController();
  #heartbeatAt = Number.NEGATIVE_INFINITY;
  #polledAt = Number.NEGATIVE_INFINITY;
  #isOrphaned = false;
  #restsUntil = 0;
  #leavesAt: number | undefined;
  #slices = 0;
  #sent = 0;
  #error: unknown;

  constructor(part: Part, shared: Shared, engine: Worker) {
    const { settings, profile } = part.spec.options;
    this.#part = part;
    this.#shared = shared;
    this.#watch = new CoordinatorWatch(part.admitted, () => this.#end(silent));
    this.#guard = new SliceGuard(part.spec);
    this.#own = new OwnAbort(part.abortOn);
    this.#engine = engine;
    this.#maxHeld = Math.min(maxHeld, maxUnsent + Math.ceil(retryHorizonMs(settings, profile) / 1000));
  }

  close(): void {
    this.#watch.close();
  }

  async run(): Promise<{ readonly slices: number; readonly sent: number }> {
    try {
      while (await this.#shouldContinue()) {
        if (this.#mayTake()) await this.#take();
        await systemClock.sleep(pollMs);
      }
    } finally {
      this.#stop.abort();
    }
    return { slices: this.#slices, sent: this.#sent };
  }

  /** Nothing writes to the queue anymore. If the coordinator died, this deletes everything that it left. */
  async leave(): Promise<void> {
    if (!this.#isOrphaned) return this.#sendHeartbeat('leaving');
    const { link, run } = this.#part;
    const queue = new link.bull.Queue(queueName(run.id), { connection: link.redis, prefix });
    queue.on('error', () => {});
    await queue.obliterate({ force: true });
    await link.redis.del(workersKey(run.id), messagesKey(run.id), admissionsKey(run.id));
    await queue.close();
  }

  get #isLeaving(): boolean {
    return this.#part.setup.signal.aborted;
  }

  /** Checks the run. False: there is nothing left to do. */
  async #shouldContinue(): Promise<boolean> {
    if (this.#error !== undefined) throw this.#error;
    const now = performance.now();
    if (this.#isLeaving) this.#releaseSlices(now);
    if (now - this.#polledAt > pollEveryMs) {
      this.#polledAt = now;
      await this.#poll();
    }
    if (now - this.#heartbeatAt > heartbeatEveryMs) {
      this.#heartbeatAt = now;
      await this.#sendHeartbeat(this.#isLeaving ? 'leaving' : 'ready');
      await this.#part.clock.keep();
      const why = this.#own.see(this.#ticks.take(now));
      if (why !== undefined) this.#end(why);
    }
    return this.#held.size > 0 || !(this.#stop.signal.aborted || this.#isLeaving);
  }

  /** Returns slices that it hasn't begun, and aborts those that take too long. */
  #releaseSlices(now: number): void {
    if (this.#leavesAt === undefined) for (const held of this.#held) held.release();
    this.#leavesAt ??= now;
    if (now - this.#leavesAt > leavingMs) this.#stop.abort();
  }

  /** Whether the run is still active. */
  async #poll(): Promise<void> {
    const { link, run } = this.#part;
    const now = await announced(link.redis);
    this.#isOrphaned = now?.id !== run.id;
    if (now && !this.#isOrphaned) this.#watch.receive(now.beat);
    const isOver = this.#guard.isOver(this.#watch.elapsedMs ?? 0);
    if (this.#isOrphaned || this.#watch.isStopping || isOver) this.#stop.abort();
  }

  /** Ends it for a reason of this worker. */
  #end(why: string): void {
    if (this.#stop.signal.aborted) return;
    this.#part.setup.say(`Stopped: ${why}`);
    this.#stop.abort();
  }

  #mayTake(): boolean {
    if (this.#isLeaving || this.#stop.signal.aborted || performance.now() < this.#restsUntil) return false;
    if (!this.#watch.hasStart) return false;
    const unsent = [...this.#held].filter((slice) => !slice.isSent).length;
    return unsent < maxUnsent && this.#held.size < this.#maxHeld;
  }

  async #take(): Promise<void> {
    const token = `${this.#part.name}:${this.#slices}`;
    const job = await this.#engine.getNextJob(token, { block: false });
    if (!job) return;
    this.#restsUntil = performance.now() + restMs;
    this.#slices += 1;
    const held = new HeldSlice(this.#part, {
      job,
      token,
      shared: this.#shared,
      clock: this.#part.clock,
      watch: this.#watch,
      guard: this.#guard,
      ticks: this.#ticks,
    });
    this.#held.add(held);
    held
      .send(this.#stop.signal)
      .then((sent) => {
        this.#sent += sent;
      })
      .catch((error) => {
        this.#error = error;
      })
      .finally(() => this.#held.delete(held));
  }

  async #sendHeartbeat(state: WorkerHeartbeat['state']): Promise<void> {
    const { link, run, cipher, name, clock } = this.#part;
    const heartbeat: WorkerHeartbeat = { state, at: clock.now(), ...clock.difference() };
    const key = workersKey(run.id);
    await link.redis
      .multi()
      .hset(key, name, cipher.encrypt('worker', heartbeat))
      .pexpire(key, keptMs)
      .pexpire(messagesKey(run.id), keptMs)
      .exec();
  }
}
