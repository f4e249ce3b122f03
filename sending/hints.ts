import { explain, type SentTo } from '../schemas/words/explain.ts';
import { type Fault, isRejected, type Outcome } from '../simulator/index.ts';

/** A hint for one kind of outcome. Each kind is shown once. */
export interface Hint {
  readonly kind: string;
  readonly text: string;
}

/** What the hint depends on. */
export interface HintContext extends SentTo {
  readonly url: URL;
  readonly fault: Fault | undefined;
  /** Whether a correct receiver rejects the message. */
  readonly isToBeRefused: boolean;
  /** Why a correct receiver rejects a message without a fault, without a full stop. */
  readonly whyRefused?: string;
}

/** What to check when a receiver responds like this; undefined if all is well. Quotes the receiver unescaped. Pure. */
export function hintFor(outcome: Outcome, context: HintContext): Hint | undefined {
  if (outcome.kind === 'response' && context.isToBeRefused) return hintForFault(outcome, context);
  if (outcome.kind === 'aborted') return isInterrupt(outcome) ? undefined : abortedHint;
  const found = explain(outcome, context);
  return found && { kind: found.id, text: `${found.means} ${found.fix}` };
}

function hintForFault(
  outcome: Extract<Outcome, { kind: 'response' }>,
  { fault, whyRefused }: HintContext,
): Hint {
  const what = fault ? `a message ${fault.title}` : 'this message';
  const reason = whyRefused === undefined ? '' : `: ${whyRefused}`;
  if (outcome.status < 300)
    return {
      kind: `accepted ${what}${reason}`,
      text: `Your receiver accepted ${what}, but must reject it with a 4xx${reason}.`,
    };
  if (isRejected(outcome))
    return { kind: 'refused', text: `Your receiver rejected ${what}, as it should${reason}.` };
  return { kind: 'stumbled', text: `A correct receiver rejects ${what} with a 4xx${reason}.` };
}

const abortedHint: Hint = {
  kind: 'aborted',
  text: 'YCM now retries the same message. A correct receiver acknowledges it without applying it twice.',
};

/** Ctrl-C ends an attempt like a fault that cuts the connection. */
export function isInterrupt({ at }: Extract<Outcome, { kind: 'aborted' }>): boolean {
  return at === 'the interruption of the run';
}
