import type { Header } from '../../simulator/index.ts';
import { toolVersion } from '../../text/version.ts';
import type { LoadOptions, LoadResult, LoadTick } from '../index.ts';
import type { Setup } from '../setup.ts';
import type { CutSlice } from './cut.ts';

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
}

export function specOf({ target, options, observer }: Setup): RunSpec {
  const { webhook, headers = [], connection } = target;
  return {
    toolVersion,
    url: webhook.url,
    method: webhook.method,
    headers,
    insecure: connection.insecure === true,
    options,
    isObserved: observer !== undefined,
  };
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
export type Told =
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
  readonly state: 'ready' | 'leaving';
  /** When it said so (ms since 1970, the clock of Redis). */
  readonly at: number;
  /** Its own clock before that of Redis, and how far off that may be (ms). */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
}

/** Why a worker does not take part. */
export const refusals = {
  'other-secret': 'it has another secret',
  'other-version': 'it is another version of hookswitch',
  'host-not-allowed':
    'it was not allowed to load this host: start it with --allow-host and --i-own-this-host',
  'bad-run': 'it cannot run what it was told',
} as const;
export type Refusal = keyof typeof refusals;

/** A worker that was not heard of for so long is dead (ms). */
export const silentMs = 5000;
/** Slices are taken over when their worker did not say for so long that it still has them (ms). */
export const lockMs = 5000;
/** How often is looked for slices to be taken over (ms). */
export const stalledEveryMs = 2000;
/** The stretches of a plan are in the queue so long before they are due (ms). */
export const leadMs = 1000;
