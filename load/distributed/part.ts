import type { LoadTarget } from '../index.ts';
import type { MessageCipher } from './channel/encryption.ts';
import type { RunSpec } from './channel/protocol.ts';
import type { RedisLink } from './channel/redis.ts';
import type { Announcement } from './channel/run-key.ts';
import type { RedisClock } from './clock.ts';

/** What a worker may do. Only its own options decide. */
export interface WorkerSetup {
  readonly redisUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly name: string;
  readonly secret: string;
  readonly allowHosts: readonly string[];
  readonly iOwnThisHost: boolean;
  /** Whether it stops after one run. */
  readonly isOnce: boolean;
  readonly say: (line: string) => void;
  /** Stops it: attempts in flight get one more second, the rest is left to other workers. */
  readonly signal: AbortSignal;
}

/** A run that a worker has joined. */
export interface Part {
  /** The worker's name in the run. */
  readonly name: string;
  readonly setup: WorkerSetup;
  readonly link: RedisLink;
  readonly run: Announcement;
  readonly cipher: MessageCipher;
  /** Decrypts messages to admitted workers. */
  readonly admitted: MessageCipher;
  readonly spec: RunSpec;
  readonly target: LoadTarget;
  readonly clock: RedisClock;
  /** The share of failing attempts at which this worker stops. */
  readonly abortOn: number | undefined;
}
