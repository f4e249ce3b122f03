import type { Redis } from 'ioredis';
import { parseForeignJson } from '../../schemas/foreign-json.ts';
import { fingerprintDigits } from '../../text/secrets/redact.ts';
import { toolVersion } from '../../text/version.ts';
import type { LoadOptions, LoadResult, LoadTick } from '../index.ts';

/** All keys in Redis start with this. */
export const prefix = 'hookswitch';

/** Workers with another secret or another version, which may generate other messages, wait at another queue. */
export function queueName(secret: string): string {
  return `load-${toolVersion}-${fingerprintDigits(secret)}`;
}

/** A job: one worker's share of a load, every `lanes`-th message. It contains no secret; each worker has its own copy. */
export interface SliceJob {
  readonly loadId: string;
  readonly lane: number;
  readonly lanes: number;
  readonly url: string;
  readonly method: 'POST' | 'GET';
  /** Their values may be credentials, so each worker has its own copy. */
  readonly headerNames: readonly string[];
  readonly insecure: boolean;
  readonly options: LoadOptions;
  /** Whether to report which messages were not acknowledged. */
  readonly isObserved: boolean;
  /** The share of failing attempts, 0 to 1, at which a worker stops. */
  readonly abortOn?: number;
}

/** The progress of a job: its worker is ready to send, or another second has passed. */
export type SliceProgress = { readonly joined: string } | LoadTick;

/** The return value of a job. */
export interface SliceResult {
  readonly result: LoadResult;
  /** Indexes of messages that were not acknowledged, if that is asked for. */
  readonly lost: readonly number[];
  /** Why the worker stopped before the end. */
  readonly stoppedBecause?: string;
}

/** The load of a queue, which its coordinator renews every second. Without it, workers stop. */
export interface RunningLoad {
  readonly id: string;
  /** When the plan starts (ms since 1970, by the clock of Redis). Missing while workers join. */
  readonly startAt?: number;
}

/** How long it is kept without being renewed (ms). */
export const keptMs = 10_000;

export const runningKey = (queue: string) => `${prefix}:${queue}:running`;

export async function runningLoad(redis: Redis, queue: string): Promise<RunningLoad | undefined> {
  const text = await redis.get(runningKey(queue));
  return text === null ? undefined : (parseForeignJson(text) as RunningLoad);
}

/** The clock of Redis (ms since 1970). The machines of a load may have different clocks. */
export async function redisNow(redis: Redis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Number(micros) / 1000;
}
