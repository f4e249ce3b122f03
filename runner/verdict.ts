import type { Sequence } from '../schemas/generated/types.ts';
import type { Need } from '../schemas/need.ts';
import type { Because } from './because.ts';

/** What was found wrong: `expected` and `actual` are clauses that go on after "a right receiver" and "this one". */
export interface RuleFinding {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
  /** The number of the attempt that decided, where one did. */
  readonly attempt?: number;
  /** How it came about, step by step, one line each; the last says how it ended. */
  readonly story?: string[];
  /** What it was found with. */
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
