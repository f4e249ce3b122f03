import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { parseForeignJson } from '../../schemas/foreign-json.ts';
import { keptMs, runKey } from './keys.ts';

/** The run that there is, as everybody who can read Redis sees it. */
export interface Announcement {
  readonly id: string;
  /** `open`: workers may join and send; `stopping`: they end what they have and tell of it. */
  readonly state: 'open' | 'stopping';
  /** A RunSpec, sealed. */
  readonly spec: string;
}

/** Makes the key of each run's seal another one. */
export function newRunId(): string {
  return randomBytes(16).toString('hex');
}

/** A run as its coordinator announces it. */
export class RunKey {
  readonly #redis: Redis;
  readonly #id: string;
  readonly #spec: string;
  #state: Announcement['state'] = 'open';

  constructor(redis: Redis, id: string, spec: string) {
    this.#redis = redis;
    this.#id = id;
    this.#spec = spec;
  }

  /** False when there is another run. */
  async announce(): Promise<boolean> {
    return (await this.#redis.set(runKey, this.#text(), 'PX', keptMs, 'NX')) === 'OK';
  }

  /** Says it again: what is not said again is soon over. */
  async refresh(): Promise<void> {
    await this.#redis.set(runKey, this.#text(), 'PX', keptMs);
  }

  async stop(): Promise<void> {
    this.#state = 'stopping';
    await this.refresh();
  }

  async withdraw(): Promise<void> {
    await this.#redis.del(runKey);
  }

  #text(): string {
    const announcement: Announcement = { id: this.#id, state: this.#state, spec: this.#spec };
    return JSON.stringify(announcement);
  }
}

const idPattern = /^[0-9a-f]{32}$/;

/** The run that there is; anybody may have written anything there. */
export async function announced(redis: Redis): Promise<Announcement | undefined> {
  const text = await redis.get(runKey);
  if (text === null) return undefined;
  try {
    const { id, state, spec } = parseForeignJson(text) as Partial<Record<keyof Announcement, unknown>>;
    const isOne = typeof id === 'string' && idPattern.test(id) && typeof spec === 'string';
    return isOne ? { id, state: state === 'stopping' ? 'stopping' : 'open', spec } : undefined;
  } catch {
    return undefined;
  }
}
