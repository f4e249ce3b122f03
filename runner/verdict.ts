import type { Sequence } from '../schemas/generated/types.ts';
import type { Need } from '../schemas/need.ts';
import type { Because } from './because.ts';

/** What is wrong with the receiver. `expected` and `actual` are phrases that stand alone. */
export interface RuleFinding {
  readonly expected: string;
  readonly actual: string;
  readonly fix: string;
  /** The number of the deciding attempt, if there is one. */
  readonly attempt?: number;
  /** What happened, one line per step. The last line is the result. */
  readonly steps?: string[];
  /** The sequence that shows it. */
  readonly sequence?: Sequence;
}

type Ended = Extract<Because, { readonly because: 'interrupted' | 'receiver-gone' }>;

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly finding: RuleFinding }
  /** Tried without a result. */
  | ({ readonly verdict: 'inconclusive' } & Because)
  /** Needs something that was not given. */
  | { readonly verdict: 'skipped'; readonly need: Need }
  /** Was not reached. */
  | ({ readonly verdict: 'skipped' } & Ended)
  /** An internal error. */
  | { readonly verdict: 'error'; readonly reason: string };
