import type { Sequence } from '../schemas/generated/types.ts';
import type { Need } from '../schemas/need.ts';
import type { Because } from './because.ts';

/** What is wrong with the receiver. `expected` and `actual` are phrases that stand alone. */
export interface RuleFinding {
  readonly expected: string;
  readonly actual: string;
  readonly fix: string;
  /** The number of the attempt that decided, where one did. */
  readonly attempt?: number;
  /** What happened, one line for each step; the last line says how it ended. */
  readonly steps?: string[];
  /** The sequence that shows it. */
  readonly sequence?: Sequence;
}

type Ended = Extract<Because, { readonly because: 'interrupted' | 'receiver-gone' }>;

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly finding: RuleFinding }
  /** Tried, cannot tell. */
  | ({ readonly verdict: 'inconclusive' } & Because)
  /** Needs something that was not given. */
  | { readonly verdict: 'skipped'; readonly need: Need }
  /** Was not reached. */
  | ({ readonly verdict: 'skipped' } & Ended)
  /** The tool's own mistake. */
  | { readonly verdict: 'error'; readonly reason: string };
