import type { OptionWords } from '../../text/option-words.ts';
import type { LoadTarget } from '../index.ts';
import type { Seal } from './channel/encryption.ts';
import type { RunSpec } from './channel/protocol.ts';
import type { RedisLink } from './channel/redis.ts';
import type { Announcement } from './channel/run-key.ts';
import type { RedisClock } from './clock.ts';

/** What a worker may do, by its own word: nobody else's counts. */
export interface WorkerSetup {
  readonly redisUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly name: string;
  readonly secret: string;
  readonly allowHosts: readonly string[];
  readonly iOwnThisHost: boolean;
  /** Whether it ends after one run. */
  readonly isOnce: boolean;
  readonly say: (line: string) => void;
  /** How the front end names options. */
  readonly words: OptionWords;
  /** Ends it: what it has begun is sent for a second, the rest is left to others. */
  readonly signal: AbortSignal;
}

/** A run as a worker takes part in it. */
export interface Part {
  /** What the worker is called in it. */
  readonly name: string;
  readonly setup: WorkerSetup;
  readonly link: RedisLink;
  readonly run: Announcement;
  readonly seal: Seal;
  /** Opens what is said to those who were admitted. */
  readonly admitted: Seal;
  readonly spec: RunSpec;
  readonly target: LoadTarget;
  readonly clock: RedisClock;
  /** Share of failing attempts at which this worker stops by itself. */
  readonly abortOn: number | undefined;
}
