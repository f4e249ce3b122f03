import type { Observer } from '../observation/index.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import type { LoadOptions, LoadTarget } from './index.ts';
import type { Thresholds } from './thresholds.ts';

/** A validated setup of a load. */
export interface Setup {
  readonly target: LoadTarget;
  readonly options: LoadOptions;
  readonly thresholds: Thresholds;
  readonly observer: Observer | undefined;
  /** Masks everything private in an observer's output, which is not trusted. */
  readonly redactor: Redactor;
  /** How long after the ack an effect may show (ms). */
  readonly settleMs: number;
  readonly waitMs: number;
  /** The workers, if this machine doesn't send. */
  readonly via: Via | undefined;
  readonly abortOn: number | undefined;
}

/** The Redis URL and the number of workers. */
export interface Via {
  readonly redisUrl: string;
  readonly workers: number;
  /** How long to wait for them (ms). */
  readonly waitMs: number;
  readonly env: NodeJS.ProcessEnv;
}
