import type { Finding } from '../schemas/generated/types.ts';
import type { Need } from '../schemas/need.ts';
import type { FindAdvice } from './context/expect.ts';
import type { Reason } from './reason.ts';

type Ended = Extract<Reason, { readonly reasonCode: 'interrupted' | 'bail' | 'receiver-gone' }>;

export type Verdict =
  | { readonly verdict: 'pass' }
  /** `why` and `explainedBy`: the reason and the rules that may explain it, instead of those of its rule. `findAdvice` may improve the fix. */
  | {
      readonly verdict: 'fail';
      readonly finding: Finding;
      readonly why?: string | undefined;
      readonly explainedBy?: readonly string[] | undefined;
      readonly findAdvice?: FindAdvice | undefined;
    }
  /** Tried without a result. */
  | ({ readonly verdict: 'inconclusive' } & Reason)
  /** Needs something that was not given. */
  | { readonly verdict: 'skipped'; readonly need: Need }
  /** Was not reached. */
  | ({ readonly verdict: 'skipped' } & Ended)
  /** An internal error. */
  | { readonly verdict: 'error'; readonly reason: string };
