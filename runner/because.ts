import type { Need } from '../schemas/need.ts';
import { formatMs } from '../text/durations.ts';
import { option, type Sentence, sentence } from '../text/option-words.ts';

/** A case that needs words of its own; `rule` is the id of the rule that tells more. */
interface InWords {
  readonly detail: string;
  readonly rule?: string;
}

interface FactsOf {
  /** The run was ended before this was judged. */
  interrupted: object;
  /** The receiver stopped listening. */
  'receiver-gone': { readonly detail: string };
  /** The rule took longer than its budget. */
  'out-of-time': { readonly budgetMs: number };
  /** This process itself was held up. */
  'measured-late': { readonly lateMs: number };
  /** A genuine message that the rule builds on was not acknowledged; `isForOthers`: why is what other rules judge. */
  'not-acknowledged': {
    readonly what: string;
    readonly response: string;
    readonly isForOthers?: boolean;
  };
  /** Of many messages none was acknowledged. */
  'nothing-acknowledged': InWords;
  'forgery-acknowledged': object;
  /** What a genuine message changes is not seen. */
  'no-effect-shown': InWords;
  /** Of no message that was acknowledged an effect is seen: the observer or the receiver may be the reason. */
  'nothing-shown': { readonly settleMs: number };
  'observer-failed': InWords;
  /** `ownRule` may do better alone. */
  'did-not-catch-up': { readonly withinMs: number; readonly ownRule: string };
  'no-downstream-call': object;
  /** The receiver asks the downstream about `what`, and changes nothing there. */
  'no-downstream-effect': { readonly what: string };
  'too-many-downstream-calls': object;
  /** More calls came than one report leads to, and none names its PBX. */
  'too-many-nameless-calls': { readonly wanted: number; readonly found: number };
  'not-killed': { readonly detail: string };
  /** It came back at the second try. */
  'not-restarted': { readonly detail: string };
  /** A rule does what it has no need for. */
  'need-missing': { readonly need: 'observer' | 'downstream' | 'restart' };
  'times-unclear': InWords;
  'too-slow': InWords;
  'no-response': InWords;
  'no-handshake': { readonly detail: string };
  'no-such-signature': InWords;
}

type Code = keyof FactsOf;

/** Why nothing can be told of a receiver: a code with its facts. */
export type Because = { [C in Code]: { readonly because: C } & FactsOf[C] }[Code];

const sentences: { [C in Code]: (facts: FactsOf[C]) => Sentence } = {
  interrupted: () => 'the run was interrupted before this was judged',
  'receiver-gone': ({ detail }) => `the receiver is not listening any more: ${detail}`,
  'out-of-time': ({ budgetMs }) => `not judged within ${Math.round(budgetMs / 1000)} s`,
  'measured-late': ({ lateMs }) =>
    `Hookswitch itself was held up for ${formatMs(lateMs)} during an attempt, so the receiver can't be blamed; run it on a machine that is less busy`,
  'not-acknowledged': ({ what, response, isForOthers = false }) =>
    isForOthers
      ? `${what} was not acknowledged, which another rule checks: ${response}`
      : `${what} must be acknowledged before this can be checked: ${response}`,
  'nothing-acknowledged': inItsWords,
  'forgery-acknowledged': () =>
    'a forged message was acknowledged, which the rules of signature/ judge: mend that first',
  'no-effect-shown': inItsWords,
  'nothing-shown': ({ settleMs }) =>
    sentence`the receiver acknowledged genuine messages, and the observer showed no effect of them within ${formatMs(settleMs)}: either the observer doesn't show this receiver's state (check ${option('observeUrl')}), or the receiver applies nothing`,
  'observer-failed': inItsWords,
  'did-not-catch-up': ({ withinMs, ownRule }) =>
    sentence`the receiver did not catch up within ${withinMs / 1000} s with what was sent before; try ${option('rules', ownRule)} alone`,
  'no-downstream-call': () =>
    'the receiver made no call after a genuine message, or not the same number each time; configure it to call the downstream',
  'no-downstream-effect': ({ what }) =>
    sentence`the service is asked about ${what}, and told nothing: give ${option('observeUrl')} to show what comes of it`,
  'too-many-downstream-calls': () => 'the receiver made more calls to the downstream than are kept',
  'too-many-nameless-calls': ({ wanted, found }) =>
    sentence`${found} calls came after a report that leads to ${wanted}, and no call names its PBX, so they may be about an earlier report; have your receiver send the serial number`,
  'not-killed': ({ detail }) => `the receiver could not be killed: ${detail}`,
  'not-restarted': ({ detail }) =>
    `after it was killed, the receiver started only at the second try; at the first: ${detail}`,
  'need-missing': ({ need }) => missing[need],
  'times-unclear': inItsWords,
  'too-slow': inItsWords,
  'no-response': inItsWords,
  'no-handshake': ({ detail }) => `no handshake came about: ${detail}`,
  'no-such-signature': inItsWords,
};

const missing = {
  observer: 'this needs an observer',
  downstream: sentence`this needs a downstream: give ${option('downstreamPort')}`,
  restart: sentence`this needs a receiver that can be started again: give ${option('restart')}`,
} satisfies Partial<Record<Need, Sentence>>;

/** Every code. */
export const becauseCodes = Object.keys(sentences) as readonly Code[];

/** Whether it says that genuine messages were not acknowledged. */
export function isUnacknowledged(code: Code | undefined): boolean {
  return code === 'not-acknowledged' || code === 'nothing-acknowledged';
}

/** Why, as a sentence that goes on after "Why:". Pure. */
export function becauseSentence(because: Because): Sentence {
  // The table has a function for exactly the facts of each code.
  return (sentences[because.because] as (facts: Because) => Sentence)(because);
}

/** The facts that a report keeps beside the code: the rule that tells more, and what happened without naming it. */
export function factsForReport(because: Because): { rule?: string; detail?: string } {
  if (because.because === 'not-acknowledged') return { detail: because.response };
  return {
    ...('rule' in because && because.rule !== undefined && { rule: because.rule }),
    ...('detail' in because && { detail: because.detail }),
  };
}

function inItsWords({ detail, rule }: InWords): string {
  return rule === undefined ? detail : `${detail}; see ${rule}`;
}
