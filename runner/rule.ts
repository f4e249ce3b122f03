import type { Harm } from '../schemas/harm.ts';
import type { Level } from '../schemas/level.ts';
import type { Need } from '../schemas/need.ts';
import type { Sentence } from '../text/option-words.ts';
import type { RuleContext } from './context/rule-context.ts';

/** Where a rule comes from. */
export type Basis =
  /** The vendor's page says it. */
  | 'documented'
  /** It follows from what the vendor's page says. */
  | 'derived';

/** One requirement and how to try it. */
export interface Rule {
  /** `group/name`, the path of its file. */
  readonly id: string;
  /** What a correct receiver does, third person: "accepts …". */
  readonly title: string;
  /** How binding it is. */
  readonly level: Level;
  /** What a receiver that fails it does to its owner. */
  readonly harm: Harm;
  /** Whether the vendor says it. */
  readonly basis: Basis;
  /** The ids of the vendor's sentences that it holds, see `requirements`. */
  readonly requirements: readonly string[];
  /** What goes wrong in production without it, one sentence. */
  readonly why: string;
  /** What to change in a receiver that fails it, one or two sentences. */
  readonly fix: Sentence;
  /** What goes wrong in production without it, as it comes about: whole sentences. */
  readonly inProduction: string;
  /** What it sends, in what order, and what it takes for right: whole sentences. */
  readonly tried: Sentence;
  /** What it comes down to, with code: the name of a lesson, a file of `suites/lessons`. */
  readonly lesson: string;
  /** The ids of the rules of which it is a consequence when they fail as well, the most basic first; default none. */
  readonly explainedBy?: readonly string[];
  /**
   * For a rule that says why genuine messages are not acknowledged, without which little can be checked: 1 is the most basic of them.
   */
  readonly acknowledgementRank?: number;
  /** Its fix says what to do about a response that fails, redirects or doesn't come; default no. */
  readonly isAboutFailures?: boolean;
  /** What has to be given for it to be tried; default nothing. */
  readonly needs?: readonly Need[];
  /** Whether it can be tried, though it observes, where all PBXs share one state. */
  readonly bearsOneState?: boolean;
  /** Whether it kills the receiver where that can be done, though it can be tried without. */
  readonly mayRestart?: boolean;
  /**
   * When it runs: `together` with all others (the default), `alone` because it measures time or needs the receiver for itself (the
   * default of what needs `downstream`, or kills the receiver), `last` after everything else.
   */
  readonly runs?: 'together' | 'alone' | 'last';
  /**
   * Passes by returning; fails, or cannot tell, through the expectations in expect.ts.
   *
   * @internal Nobody but the suite can give it its context.
   */
  readonly run: (ctx: RuleContext) => Promise<void>;
}

/** Gives a rule its type; the rule stays plain data. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
