import type { Header } from '../../../simulator/index.ts';
import { retryHorizonMs } from '../../../simulator/sender/retry.ts';
import { defined } from '../../../text/defined.ts';
import { toolVersion } from '../../../text/version.ts';
import { type LoadOptions, type LoadResult, type LoadTick, schedule } from '../../index.ts';
import type { Setup } from '../../setup.ts';
import type { CutSlice } from '../cut.ts';

/** A run as workers see it, without secrets. */
export interface RunSpec {
  /** Other versions may generate other messages. */
  readonly toolVersion: string;
  readonly url: string;
  readonly method: 'POST' | 'GET';
  readonly headers: readonly Header[];
  readonly insecure: boolean;
  readonly options: LoadOptions;
  /** Whether to report which messages were not acknowledged. */
  readonly isObserved: boolean;
  /** The share of failing attempts, 0 to 1, at which a worker stops. */
  readonly abortOn?: number;
}

export function specOf({ target, options, observer, abortOn }: Setup): RunSpec {
  const { webhook, headers = [], connection } = target;
  return {
    toolVersion,
    url: webhook.url,
    method: webhook.method,
    headers,
    insecure: connection.insecure === true,
    options,
    isObserved: observer !== undefined,
    ...defined({ abortOn }),
  };
}

/**
 * The latest time at which a run ends (ms since the start). A slice that is taken over at the end starts late and takes its full time.
 * Coordinator and workers check this independently.
 */
export function lastMsOf({ plan, settings, profile }: LoadOptions): number {
  const takenOverMs = lockMs + 2 * stalledEveryMs;
  return schedule(plan).endMs + 2 * (retryHorizonMs(settings, profile) + takenOverMs) + silentMs;
}

/**
 * The coordinator's response to a worker that asked to join. The worker's nonce is part of the key, so a response to another worker or in
 * another run can't be read.
 */
export interface Admission {
  /** The SHA-256 of the announced run (hex). */
  readonly specHash: string;
  /** The secret for the rest of this run, known only to admitted workers. */
  readonly key: string;
}

/** The coordinator's heartbeat. */
export interface Beat {
  /** A counter. Older beats are ignored. */
  readonly n: number;
  readonly state: 'open' | 'stopping';
  /** Time since the start of the plan, by the coordinator's clock; negative before the start, `null` while workers join (ms). */
  readonly elapsedMs: number | null;
}

/** A slice in the queue. */
export interface SliceJob extends CutSlice {
  readonly n: number;
  /** The start of the plan (ms since 1970, by the clock of Redis). */
  readonly startAt: number;
  /** The earliest time at which its first message is due (ms since the start). */
  readonly fromMs: number;
}

/** A worker's message about slice `n`. */
export type WorkerMessage =
  | { readonly kind: 'tick'; readonly n: number; readonly tick: LoadTick }
  /** Sent before its first message: another worker had the slice. */
  | { readonly kind: 'taken-over'; readonly n: number; readonly count: number }
  | SliceEnd;

export interface SliceEnd {
  readonly kind: 'end';
  readonly n: number;
  readonly worker: string;
  /** Another worker had it and crashed. */
  readonly isTakenOver: boolean;
  readonly result: LoadResult;
  /** Indexes of messages that were not acknowledged; `undefined` if there were too many or they aren't needed. */
  readonly lost: readonly number[] | undefined;
}

/** A worker's heartbeat. */
export interface WorkerHeartbeat {
  readonly state: 'joining' | 'ready' | 'leaving';
  /** While it joins: generated for this run (hex). */
  readonly nonce?: string;
  /** When it was sent (ms since 1970, by the clock of Redis). */
  readonly at: number;
  /** How far its clock is ahead of the clock of Redis, and the uncertainty (ms). */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
}

/** Why a worker doesn't join. */
export const joinRefusals = {
  'other-secret': 'it has a different secret; start it with the same one',
  'other-version': 'it runs another version of hookswitch; install the same version',
  'host-not-allowed':
    "it isn't allowed to load-test this host; start it with --allow-host and --i-own-this-host",
  'bad-run': "its own checks rejected this load; see the worker's output",
} as const;
export type JoinRefusal = keyof typeof joinRefusals;

/** A worker is considered dead after this long without a heartbeat (ms). */
export const silentMs = 5000;
/** A coordinator that was silent for this long has ended (ms). */
export const coordinatorSilentMs = 10_000;
/** A slice that is this late isn't sent anymore, because all of its messages would be sent at once (ms). */
export const maxLateMs = 30_000;
/** A slice is taken over if its worker didn't renew it for this long (ms). */
export const lockMs = 5000;
/** How often to check for slices to take over (ms). */
export const stalledEveryMs = 2000;
/** How long before its due time a stretch is queued (ms). */
export const leadMs = 1000;
