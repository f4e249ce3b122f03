import type { Redis } from 'ioredis';

const samples = 9;
const againEveryMs = 10_000;
/** Clocks drift apart by less than this: an old measurement is worth that much less. */
const driftPerMs = 0.0001;

interface Measured {
  /** The clock of Redis (ms since 1970) less performance.now. */
  readonly offsetMs: number;
  /** Half of the round trip: the offset is no further off. */
  readonly errorMs: number;
  readonly atMs: number;
}

/** The clock of Redis, which all machines of a run go by: their own may differ. */
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

  /** A moment of Redis, as performance.now here. */
  here(redisMs: number): number {
    return redisMs - this.#measured.offsetMs;
  }

  /** This machine's own clock, which says whole milliseconds, before that of Redis, and how far off that may be (ms). */
  difference(): { readonly clockOffsetMs: number; readonly clockErrorMs: number } {
    const before = this.now();
    const own = Date.now() + 0.5;
    const after = this.now();
    return {
      clockOffsetMs: own - (before + after) / 2,
      clockErrorMs: this.#errorMs() + 0.5 + (after - before) / 2,
    };
  }

  /** Measures again once in a while, for clocks drift; what is less sure than what is known is thrown away. */
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

/** Asks some times; the shortest round trip says it best. */
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
