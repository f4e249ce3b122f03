import type { Redis } from 'ioredis';
import { keptMs, runKey } from './keys.ts';

/** The run that there is, as everybody who can read Redis sees it. */
export interface Announcement {
  readonly id: string;
  /** `open`: workers may join and send; `stopping`: they end what they have and tell of it. */
  readonly state: 'open' | 'stopping';
  /** A RunSpec, sealed. */
  readonly spec: string;
}

/** False when there is another run. */
export async function announce(redis: Redis, announcement: Announcement): Promise<boolean> {
  return (await redis.set(runKey, JSON.stringify(announcement), 'PX', keptMs, 'NX')) === 'OK';
}

/** Says it again, or that it is stopping; what is not said again is soon over. */
export async function refresh(redis: Redis, announcement: Announcement): Promise<void> {
  await redis.set(runKey, JSON.stringify(announcement), 'PX', keptMs);
}

export async function withdraw(redis: Redis): Promise<void> {
  await redis.del(runKey);
}

const idPattern = /^[0-9a-f]{32}$/;

/** The run that there is; anybody may have written anything there. */
export async function announced(redis: Redis): Promise<Announcement | undefined> {
  const text = await redis.get(runKey);
  if (text === null) return undefined;
  try {
    const { id, state, spec } = JSON.parse(text);
    const isOne = typeof id === 'string' && idPattern.test(id) && typeof spec === 'string';
    return isOne ? { id, state: state === 'stopping' ? 'stopping' : 'open', spec } : undefined;
  } catch {
    return undefined;
  }
}
