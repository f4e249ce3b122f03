import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { parseForeignJson } from '../../../schemas/foreign-json.ts';
import type { MessageCipher } from './encryption.ts';
import { keptMs, runKey } from './keys.ts';
import type { Beat } from './protocol.ts';

/** The current run, as visible to everybody who can read Redis. */
export interface Announcement {
  readonly id: string;
  /** `open`: workers may ask to join. Anybody may have written this, so only the encrypted beat counts. */
  readonly state: 'open' | 'stopping';
  /** An encrypted RunSpec. */
  readonly spec: string;
  /** An encrypted Beat. */
  readonly beat: string;
}

/** Makes each run's key different. */
export function newRunId(): string {
  return randomBytes(16).toString('hex');
}

/** A run as announced by its coordinator. */
export class RunKey {
  readonly #redis: Redis;
  readonly #id: string;
  readonly #spec: string;
  readonly #cipher: MessageCipher;
  #state: Announcement['state'] = 'open';
  #startMs: number | undefined;
  #beats = 0;

  /** @param cipher For admitted workers. */
  constructor(redis: Redis, id: string, spec: string, cipher: MessageCipher) {
    this.#redis = redis;
    this.#id = id;
    this.#spec = spec;
    this.#cipher = cipher;
  }

  /** False if there is another run. */
  async announce(): Promise<boolean> {
    return (await this.#redis.set(runKey, this.#text(), 'PX', keptMs, 'NX')) === 'OK';
  }

  /** Refreshes the announcement. It soon expires without this. */
  async refresh(): Promise<void> {
    await this.#redis.set(runKey, this.#text(), 'PX', keptMs);
  }

  /** Sets when the plan starts (performance.now). */
  async start(startMs: number): Promise<void> {
    this.#startMs = startMs;
    await this.refresh();
  }

  async stop(): Promise<void> {
    this.#state = 'stopping';
    await this.refresh();
  }

  async withdraw(): Promise<void> {
    await this.#redis.del(runKey);
  }

  #text(): string {
    const elapsedMs = this.#startMs === undefined ? null : performance.now() - this.#startMs;
    const beat: Beat = { n: this.#beats++, state: this.#state, elapsedMs };
    const announcement: Announcement = {
      id: this.#id,
      state: this.#state,
      spec: this.#spec,
      beat: this.#cipher.encrypt('beat', beat),
    };
    return JSON.stringify(announcement);
  }
}

const idPattern = /^[0-9a-f]{32}$/;

/** The current run. Anybody may have written anything there. */
export async function announced(redis: Redis): Promise<Announcement | undefined> {
  const text = await redis.get(runKey);
  if (text === null) return undefined;
  try {
    const { id, state, spec, beat } = parseForeignJson(text) as Partial<Record<keyof Announcement, unknown>>;
    if (typeof id !== 'string' || !idPattern.test(id) || typeof spec !== 'string') return undefined;
    return {
      id,
      state: state === 'stopping' ? 'stopping' : 'open',
      spec,
      // Another version may lack it. The worker reports the version.
      beat: typeof beat === 'string' ? beat : '',
    };
  } catch {
    return undefined;
  }
}
