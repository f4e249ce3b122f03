import type { Level } from '../schemas/level.ts';
import type { Need } from '../schemas/need.ts';
import type { Severity } from '../schemas/severity.ts';
import type { RuleContext } from './context/rule-context.ts';
import type { Watch, WatchFacts } from './seen-messages.ts';

/** The basis of a rule. */
export type Basis =
  /** The vendor's page says it. */
  | 'documented'
  /** It follows from what the vendor's page says. */
  | 'derived';

/** Who can send a message, which limits the level of a rule about it. */
export type SentBy =
  /** YCM: it is correctly signed, and the vendor's page and the profile allow it. Any level. */
  | 'ycm'
  /** Anyone who knows the URL: it has no correct signature, whatever its form. Any level. */
  | 'anyone'
  /**
   * Nobody but Hookswitch: it is correctly signed, but YCM never sends it. Never `must`; `should` if known data is destroyed or the process
   * ends, else `may`.
   */
  | 'nobody';

/** What a failure proves about a receiver. */
type Detected =
  /** It accepts a message without a signature. */
  | 'missing-signature'
  /** It accepts a message signed with another secret. */
  | 'other-secret'
  /** It accepts a message with the signature of another one. */
  | 'swapped-signature'
  /** It accepts a message that was changed after it was signed. */
  | 'tampered-body'
  /** It accepts a message whose signature was changed. */
  | 'altered-signature'
  /** A forged message has an effect, whatever the response. */
  | 'applied-forgery'
  /** It rejects a genuine message whose signature is correct. */
  | 'rejected-genuine'
  /** A duplicate has an effect. */
  | 'applied-duplicate'
  /** It breaks reused connections. If all messages reuse connections, this explains every other failure. */
  | 'broken-kept-connection';

/** One requirement and its test. */
export interface Rule {
  /** `group/name`. The group is the folder of its file. */
  readonly id: string;
  /** What a correct receiver does, third person: "accepts …". */
  readonly title: string;
  /** How binding it is. `sentBy` limits it. */
  readonly level: Level;
  /** Who can send the messages that it checks, besides plain genuine ones. */
  readonly sentBy: SentBy;
  /** How much damage a failing receiver does. */
  readonly severity: Severity;
  /** Whether the vendor documents it. */
  readonly basis: Basis;
  /** The ids of the vendor's sentences that it checks, see `requirements`. */
  readonly requirements: readonly string[];
  /** What goes wrong in production if a receiver fails it, in one sentence. */
  readonly why: string;
  /** What to change in a receiver that fails it, one or two sentences. */
  readonly fix: string;
  /** An example of how that happens in production, in full sentences. It follows `why`. */
  readonly inProduction: string;
  /** Its steps, in full sentences: what Hookswitch sends, and what the receiver must do. */
  readonly procedure: readonly string[];
  /** The lesson that explains the fix with code: the name of a file in `suites/lessons`. */
  readonly lesson: string;
  /** The ids of the rules that explain its failure if they fail too, the most basic first; default none. */
  readonly explainedBy?: readonly string[];
  /** Its rank among the rules that explain why genuine messages are not acknowledged; 1 is the most basic. Other rules have none. */
  readonly acknowledgementRank?: number;
  /** Whether it checks the effect of what all other rules have sent. Alone it shows nothing, so its result has no rerun command; default no. */
  readonly isAboutTheRun?: boolean;
  /**
   * What its failure proves, if advice or a root cause depends on that; default nothing.
   *
   * @internal
   */
  readonly detects?: Detected;
  /** Whether its fix covers failed, redirected and missing responses; default no. */
  readonly isAboutFailures?: boolean;
  /** What it needs to run; default nothing. */
  readonly needs?: readonly Need[];
  /** Whether it can run if all PBXs share one observed state. */
  readonly bearsOneState?: boolean;
  /** Whether it kills the receiver if possible, but can also run without killing it. */
  readonly mayRestart?: boolean;
  /**
   * When it runs. `together`: at the same time as other rules; the default. `alone`: because it measures time or needs the receiver to
   * itself; the default for rules that need `downstream` or kill the receiver. `apart`: alone too, but beside others of the kind if time is
   * short, and then what fails is tried again alone. `late`: as late as possible before the receiver is killed.
   * `patient`: alone, after the rules that kill the receiver, because it waits half a minute before it fails. `first`: before everything
   * else. `last`: after everything else.
   */
  readonly runs?: 'first' | 'together' | 'alone' | 'apart' | 'late' | 'patient' | 'last';
  /**
   * Watches the messages of all rules. At the end of the check, they decide about a rule that did not fail by its own: it fails if one of
   * them shows it, and passes if it had no time and they are enough.
   *
   * @internal
   */
  readonly watch?: (facts: WatchFacts) => Watch;
  /**
   * Passes by returning; fails, or is inconclusive, through the expectations in expect.ts.
   *
   * @internal Only the suite can create its context.
   */
  readonly run: (ctx: RuleContext) => Promise<void>;
}

/** Types a rule, which stays plain data. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
