import type { Redis } from 'ioredis';

const samples = 9;
const againEveryMs = 10_000;
/** Clocks drift less than this. Older measurements are that much less certain. */
const driftPerMs = 0.0001;

interface Measured {
  /** The clock of Redis (ms since 1970) minus performance.now. */
  readonly offsetMs: number;
  /** Half of the round trip, which bounds the error of the offset. */
  readonly errorMs: number;
  readonly atMs: number;
}

/** The clock of Redis. All machines of a run use it, since their own clocks may differ. */
export class RedisClock {
  readonly #redis: Redis;
  #measured: Measured;
  #isMeasuring = false;

  private constructor(redis: Redis, measured: Measured) {
    this.#redis = redis;
    this.#measured = measured;
  }

  static async of(redis: Redis): Promise<RedisClock> {
    return new RedisClock(redis, await measure(redis));
  }

  /** The time of Redis (ms since 1970). */
  now(): number {
    return performance.now() + this.#measured.offsetMs;
  }

  /** A time of Redis, converted to performance.now of this process. */
  here(redisMs: number): number {
    return redisMs - this.#measured.offsetMs;
  }

  /** How far this machine's clock (whole milliseconds) is ahead of the clock of Redis, and the uncertainty (ms). */
  difference(): { readonly clockOffsetMs: number; readonly clockErrorMs: number } {
    const before = this.now();
    const own = Date.now() + 0.5;
    const after = this.now();
    return {
      clockOffsetMs: own - (before + after) / 2,
      clockErrorMs: this.#errorMs() + 0.5 + (after - before) / 2,
    };
  }

  /** Measures again from time to time, since clocks drift. Keeps the more certain result. */
  async keep(): Promise<void> {
    if (this.#isMeasuring || performance.now() - this.#measured.atMs < againEveryMs) return;
    this.#isMeasuring = true;
    try {
      const measured = await measure(this.#redis);
      if (measured.errorMs <= this.#errorMs()) this.#measured = measured;
    } finally {
      this.#isMeasuring = false;
    }
  }

  #errorMs(): number {
    const { errorMs, atMs } = this.#measured;
    return errorMs + (performance.now() - atMs) * driftPerMs;
  }
}

/** Asks several times and keeps the shortest round trip. */
async function measure(redis: Redis): Promise<Measured> {
  let best: Measured | undefined;
  for (let n = 0; n < samples; n += 1) {
    const sentMs = performance.now();
    const [seconds, micros] = await redis.time();
    const atMs = performance.now();
    const errorMs = (atMs - sentMs) / 2;
    const redisMs = Number(seconds) * 1000 + Number(micros) / 1000;
    if (!best || errorMs < best.errorMs) best = { offsetMs: redisMs - (sentMs + atMs) / 2, errorMs, atMs };
  }
  if (!best) throw new RangeError('nothing was measured');
  return best;
}
