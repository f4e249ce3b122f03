import type { Observer } from '../runner/observation/observer.ts';
import type { OptionWords } from '../text/option-words.ts';
import type { LoadOptions, LoadTarget } from './index.ts';
import type { Thresholds } from './thresholds.ts';

/** All that a load needs, checked. */
export interface Setup {
  readonly target: LoadTarget;
  readonly options: LoadOptions;
  readonly thresholds: Thresholds;
  readonly observer: Observer | undefined;
  /** How long an effect may come after the ack (ms). */
  readonly settleMs: number;
  readonly waitMs: number;
  /** Who sends, when it is not this machine. */
  readonly via: Via | undefined;
  readonly abortOn: number | undefined;
  /** How the front end names options. */
  readonly words: OptionWords;
}

/** Through which Redis, and with how many workers. */
export interface Via {
  readonly redisUrl: string;
  readonly workers: number;
  /** How long is waited for them (ms). */
  readonly waitMs: number;
  readonly env: NodeJS.ProcessEnv;
}
