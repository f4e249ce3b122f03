import type { Observer } from '../observation/index.ts';
import { needSentence } from '../schemas/need.ts';
import { count } from '../text/words/count.ts';
import { formatMs } from '../text/words/durations.ts';
import { flagOf } from '../text/words/flags.ts';

/** A case with its own sentence; `rule` is the id of a rule that explains more. */
interface OwnSentence {
  readonly detail: string;
  readonly rule?: string;
}

interface FactsOf {
  /** The run ended before this was checked. */
  interrupted: object;
  /** The check stopped because too many rules failed. */
  bail: { readonly failed: number };
  /** The receiver stopped listening. */
  'receiver-gone': { readonly detail: string };
  /** The receiver doesn't respond anymore, and the check ended early. */
  'not-responding': object;
  /** The rule needs a message like those that crash the receiver. */
  crashes: { readonly what: string };
  /** The check's budget was not enough for the rule. */
  'out-of-time': { readonly budgetMs: number };
  /** The receiver asks the check to wait longer than its budget allows. */
  'rate-limited': OwnSentence;
  /** This process itself was delayed. */
  'measured-late': { readonly lateMs: number };
  /** A genuine message that the rule depends on was not acknowledged. `isForOthers`: other rules check why. */
  'not-acknowledged': {
    readonly what: string;
    readonly response: string;
    readonly isForOthers?: boolean;
  };
  /** None of several messages was acknowledged. */
  'nothing-acknowledged': OwnSentence;
  'forgery-acknowledged': object;
  /** The observer does not show what a genuine message changes. */
  'no-effect-shown': OwnSentence;
  /** The observer shows no effect of any acknowledged message. The cause may be the observer or the receiver. */
  'nothing-shown': { readonly settleMs: number; readonly observer: Observer['option'] };
  /** The observed state changes although nothing is sent. */
  'observer-unstable': OwnSentence;
  'observer-failed': OwnSentence;
  /** `ownRule` may succeed if it runs alone. */
  'did-not-catch-up': { readonly withinMs: number; readonly ownRule: string };
  /** Genuine messages led to no call in this time. */
  'no-downstream-call': { readonly waitedMs: number };
  'downstream-calls-vary': object;
  /** For `what`, the receiver only reads from the downstream service. */
  'no-downstream-effect': { readonly what: string };
  'too-many-downstream-calls': object;
  /** More calls came than one report causes, and none names its PBX. */
  'too-many-nameless-calls': { readonly wanted: number; readonly found: number };
  'not-killed': { readonly detail: string };
  /** The receiver started only on the second try. */
  'not-restarted': { readonly detail: string };
  /** A rule uses something that is not in its `needs`. */
  'need-missing': { readonly need: 'observer' | 'downstream' | 'restart' };
  'times-unclear': OwnSentence;
  'too-slow': OwnSentence;
  'no-response': OwnSentence;
  'no-handshake': { readonly detail: string };
  'no-such-signature': OwnSentence;
  /** The check adapts to a cause, and this is about what it adapts. */
  'hidden-by-cause': object;
}

type Code = keyof FactsOf;

/** Why a rule is inconclusive or was skipped: a code and its facts. */
export type Reason = { [C in Code]: { readonly reasonCode: C } & FactsOf[C] }[Code];

const sentences: { [C in Code]: (facts: FactsOf[C]) => string } = {
  interrupted: () => 'the run was interrupted',
  bail: ({ failed }) => `the check stopped after ${count(failed, 'failed rule')} (--bail)`,
  'receiver-gone': ({ detail }) => `the receiver stopped listening: ${detail}`,
  'not-responding': () =>
    "the receiver didn't respond to anything for several timeouts, so the check ended early",
  crashes: ({ what }) =>
    `this rule sends a kind of message that crashes the receiver (${what}), so that message was not sent`,
  'out-of-time': ({ budgetMs }) =>
    `the budget of ${budgetMs / 1000} s was too short; try --budget ${Math.ceil((2 * budgetMs) / 60_000)}m`,
  'rate-limited': ownSentence,
  'measured-late': ({ lateMs }) =>
    `Hookswitch itself was delayed by ${formatMs(lateMs)} during an attempt, so the receiver may not be at fault; rerun on a less busy machine`,
  'not-acknowledged': ({ what, response, isForOthers = false }) =>
    `needs a 2xx within the timeout for ${what}; actual: ${response}${isForOthers ? ' (another rule checks this)' : ''}`,
  'nothing-acknowledged': ownSentence,
  'forgery-acknowledged': () => 'a forged message was acknowledged; fix the failed signature/ rules first',
  'no-effect-shown': ownSentence,
  'nothing-shown': ({ settleMs, observer }) =>
    `the receiver acknowledged genuine messages, but the observer showed no effect within ${formatMs(settleMs)}: either the observer doesn't show this receiver's state (check ${flagOf(observer)}), or the receiver doesn't apply the messages`,
  'observer-unstable': ownSentence,
  'observer-failed': ownSentence,
  'did-not-catch-up': ({ withinMs, ownRule }) =>
    `the receiver needed more than ${withinMs / 1000} s to process earlier messages; rerun this rule alone with --rules ${ownRule}`,
  'no-downstream-call': ({ waitedMs }) =>
    `genuine messages led to no call to the downstream service within ${formatMs(waitedMs)}; configure the receiver to call it, or increase --settle if its calls come later`,
  'downstream-calls-vary': () =>
    'equal messages led to different numbers of calls to the downstream service, and no call names a PBX; make your receiver include the serial number in each call',
  'no-downstream-effect': ({ what }) =>
    `for ${what}, the receiver only reads from the downstream service; add --observe-url to show the effect`,
  'too-many-downstream-calls': () =>
    'the receiver made more calls to the downstream service than Hookswitch records',
  'too-many-nameless-calls': ({ wanted, found }) =>
    `${found} calls followed a report that usually causes ${wanted}, and none of them names a PBX, so some may belong to an earlier report; make your receiver include the serial number in each call`,
  'not-killed': ({ detail }) => `the receiver could not be killed: ${detail}`,
  'not-restarted': ({ detail }) =>
    `after a kill, the receiver started only on the second try; the first failed: ${detail}`,
  'need-missing': ({ need }) => `this rule ${needSentence(need)}`,
  'times-unclear': ownSentence,
  'too-slow': ownSentence,
  'no-response': ownSentence,
  'no-handshake': ({ detail }) => `the TLS handshake failed: ${detail}`,
  'no-such-signature': ownSentence,
  'hidden-by-cause': () => 'only a receiver without the root cause can show this',
};

/** Every code. */
export const reasonCodes = Object.keys(sentences) as readonly Code[];

/** Whether the reason is that genuine messages were not acknowledged. */
export function isUnacknowledged(code: Code | undefined): boolean {
  return code === 'not-acknowledged' || code === 'nothing-acknowledged';
}

/** The reason as a sentence without a capital letter and full stop. Pure. */
export function reasonSentence(reason: Reason): string {
  // The table has a function for exactly the facts of each code.
  return (sentences[reason.reasonCode] as (facts: Reason) => string)(reason);
}

/** The facts that a report keeps with the code: a rule that explains more, and what happened. */
export function factsForReport(reason: Reason): { rule?: string; detail?: string } {
  if (reason.reasonCode === 'not-acknowledged') return { detail: reason.response };
  return {
    ...('rule' in reason && reason.rule !== undefined && { rule: reason.rule }),
    ...('detail' in reason && { detail: reason.detail }),
  };
}

function ownSentence({ detail, rule }: OwnSentence): string {
  return rule === undefined ? detail : `${detail}; see ${rule}`;
}
