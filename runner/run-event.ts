import type { RuleResult } from '../schemas/generated/types.ts';
import type { Rule } from './rule.ts';

/** The events of a run. */
export type RunEvent =
  /** A rule starts. */
  | {
      readonly kind: 'started';
      /** The rule. */
      readonly rule: Rule;
      /** The number of rules in the run. */
      readonly total: number;
      /** How much time the check has left (ms), unless time is simulated. */
      readonly leftMs?: number | undefined;
    }
  /** A rule was checked. */
  | {
      readonly kind: 'checked';
      /** The result. */
      readonly result: RuleResult;
      /** The number of rules checked so far. A rule that the run didn't reach is not counted. */
      readonly checked: number;
      /** The number of rules in the run. */
      readonly total: number;
      /** How much time the check has left (ms), unless time is simulated. */
      readonly leftMs?: number | undefined;
    }
  /** The budget was stretched. */
  | {
      readonly kind: 'stretched';
      /** How many rules are open that a receiver must pass. */
      readonly open: number;
      /** How much time is left (ms). */
      readonly leftMs: number;
    }
  /** Rules that a cause left open are checked with a sender that adapts. */
  | {
      readonly kind: 'behind';
      /** What is sent, after "with": "hex signatures". */
      readonly words: readonly string[];
      /** The number of these rules checked so far. */
      readonly checked: number;
      /** The number of these rules. */
      readonly total: number;
    };
