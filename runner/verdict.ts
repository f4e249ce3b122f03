import type { Sequence } from '../schemas/generated/types.ts';

/** What was found wrong: `expected` and `actual` are clauses that go on after "a right receiver" and "this one". */
export interface Finding {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
  /** How it came about, step by step, one line each; the last says how it ended. */
  readonly story?: string[];
  /** What it was found with. */
  readonly sequence?: Sequence;
}

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly finding: Finding }
  /** Tried, cannot tell. */
  | { readonly verdict: 'inconclusive'; readonly reason: string }
  /** Needs something that was not given, or was not reached. */
  | { readonly verdict: 'skipped'; readonly reason: string }
  /** The tool's own mistake. */
  | { readonly verdict: 'error'; readonly reason: string };
