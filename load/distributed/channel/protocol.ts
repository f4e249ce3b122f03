import type { Header } from '../../../simulator/index.ts';
import { retryHorizonMs } from '../../../simulator/sender/retry.ts';
import { defined } from '../../../text/defined.ts';
import { option, sentence } from '../../../text/option-words.ts';
import { toolVersion } from '../../../text/version.ts';
import { type LoadOptions, type LoadResult, type LoadTick, schedule } from '../../index.ts';
import type { Setup } from '../../setup.ts';
import type { CutSlice } from '../cut.ts';

/** What a run is, as its workers learn it: no secret is in it. */
export interface RunSpec {
  /** Another version may draw other messages. */
  readonly toolVersion: string;
  readonly url: string;
  readonly method: 'POST' | 'GET';
  readonly headers: readonly Header[];
  readonly insecure: boolean;
  readonly options: LoadOptions;
  /** Whether it has to be known which messages were not acknowledged. */
  readonly isObserved: boolean;
  /** Share of failing attempts, 0 to 1, at which a worker stops by itself. */
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
 * When a run is over whatever happens: a slice that is taken over at the very end comes late, and takes its time (ms since the start).
 * Coordinator and workers hold to it, each by itself.
 */
export function lastMsOf({ plan, settings, profile }: LoadOptions): number {
  const takenOverMs = lockMs + 2 * stalledEveryMs;
  return schedule(plan).endMs + 2 * (retryHorizonMs(settings, profile) + takenOverMs) + silentMs;
}

/**
 * What the coordinator answers to a worker that asked to take part. It is sealed with a key that is made from the worker's nonce too, so
 * an answer to anybody else, or in another run, cannot be read.
 */
export interface Admission {
  /** The SHA-256 of the run as it was announced (hex). */
  readonly specHash: string;
  /** The secret of what follows in this run: only who was admitted has it. */
  readonly key: string;
}

/** The coordinator's sign of life, again and again. */
export interface Beat {
  /** Counts up: an older one says nothing. */
  readonly n: number;
  readonly state: 'open' | 'stopping';
  /** Since the start of the plan, by the coordinator's own clock; less than 0 before it, `null` while workers gather (ms). */
  readonly elapsedMs: number | null;
}

/** A slice as it waits in the queue. */
export interface SliceJob extends CutSlice {
  readonly n: number;
  /** The start of the plan (ms since 1970, the clock of Redis). */
  readonly startAt: number;
  /** When its first message may be due (ms since the start). */
  readonly fromMs: number;
}

/** What a worker tells of the slice `n`. */
export type WorkerMessage =
  | { readonly kind: 'tick'; readonly n: number; readonly tick: LoadTick }
  /** Before it sends any of its messages: another worker had it. */
  | { readonly kind: 'taken-over'; readonly n: number; readonly count: number }
  | SliceEnd;

export interface SliceEnd {
  readonly kind: 'end';
  readonly n: number;
  readonly worker: string;
  /** A worker had it before, and died. */
  readonly isTakenOver: boolean;
  readonly result: LoadResult;
  /** Messages that were not acknowledged, by their index; `undefined` when there were too many, or nobody asked. */
  readonly lost: readonly number[] | undefined;
}

/** What a worker tells of itself, again and again. */
export interface WorkerNews {
  readonly state: 'joining' | 'ready' | 'leaving';
  /** While it joins: drawn for this run alone (hex). */
  readonly nonce?: string;
  /** When it said so (ms since 1970, the clock of Redis). */
  readonly at: number;
  /** Its own clock before that of Redis, and how far off that may be (ms). */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
}

/** Why a worker does not take part. */
export const joinRefusals = {
  'other-secret': 'it has a different secret',
  'other-version': 'it runs another version of hookswitch',
  'host-not-allowed': sentence`it was not allowed to load this host: start it with ${option('allowHosts')} and ${option('ownsHost')}`,
  'bad-run': "it can't run this load",
} as const;
export type JoinRefusal = keyof typeof joinRefusals;

/** A worker that was not heard of for so long is dead (ms). */
export const silentMs = 5000;
/** A coordinator that was not heard of for so long has ended, and does not answer (ms). */
export const coordinatorSilentMs = 10_000;
/** A slice that is so late is not sent any more: all of it would be sent at once (ms). */
export const maxLateMs = 30_000;
/** Slices are taken over when their worker did not say for so long that it still has them (ms). */
export const lockMs = 5000;
/** How often is looked for slices to be taken over (ms). */
export const stalledEveryMs = 2000;
/** The stretches of a plan are in the queue so long before they are due (ms). */
export const leadMs = 1000;
