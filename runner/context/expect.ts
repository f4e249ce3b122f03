import { formatMs } from '../../text/durations.ts';
import { inWords, libraryWords, type Sentence } from '../../text/option-words.ts';
import { type Because, becauseSentence } from '../because.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { describeChanges, differences } from '../observation/difference.ts';
import type { Json } from '../observation/json.ts';
import type { RuleFinding } from '../verdict.ts';
import type { RuleContext } from './rule-context.ts';
import type { Sent } from './sent.ts';

interface Told extends Pick<RuleFinding, 'story' | 'sequence'> {
  /** The number of the attempt that decided. */
  readonly attempt?: number | undefined;
}

/** Thrown by an expectation that a receiver did not meet; only the runner (and forAll, to shrink) catches it. */
export class Unmet extends Error {
  readonly expected: string;
  readonly actual: string;
  readonly hint: Sentence | undefined;
  /** How it came about, when that takes several steps. */
  readonly told: Told | undefined;

  constructor(expected: string, actual: string, hint?: Sentence, told?: Told) {
    super(`expected: ${expected}; actual: ${actual}`);
    this.told = told;
    this.expected = expected;
    this.actual = actual;
    this.hint = hint;
  }
}

/** Thrown when nothing can be said: a precondition that is another rule's business did not hold. */
export class CannotTell extends Error {
  readonly because: Because;

  constructor(because: Because) {
    super(inWords(becauseSentence(because), libraryWords));
    this.because = because;
  }
}

/** Thrown when this process itself was held up for so long that what it measured says nothing of the receiver. */
export class LateMeasurement extends CannotTell {
  constructor(lateMs: number) {
    super({ because: 'measured-late', lateMs });
  }
}

/**
 * Fails the rule. `expected` and `actual` go on after "a right receiver" and "this one"; `hint` replaces the rule's own. An attempt as
 * `actual`, or as `decidedBy`, is the one that the evidence shows first.
 */
export function fail(expected: string, actual: string | Sent, hint?: Sentence, decidedBy?: Sent): never {
  if (typeof actual === 'string') throw new Unmet(expected, actual, hint, { attempt: decidedBy?.n });
  throw new Unmet(expected, actualOf(actual), hint, { attempt: actual.n });
}

/** Ends the rule without a verdict on the receiver. */
export function cannotTell(because: Because): never {
  throw new CannotTell(because);
}

/** The attempt must have been acknowledged: 2xx inside the timeout. */
export function expectAcknowledged(ctx: RuleContext, sent: Sent, hint?: Sentence): void {
  if (sent.isAcknowledged) return;
  fail(`acknowledges ${sent.what} with a 2xx within ${formatMs(ctx.run.timeoutMs)}`, sent, hint);
}

/** Ends the rule where the observer does not show what a genuine message changes, which a rule of its own judges. */
export function noEffectShown(what: string): never {
  return cannotTell({
    because: 'no-effect-shown',
    rule: 'message/applies-every-item',
    detail: `the observer shows no effect of ${what}`,
  });
}

/**
 * The attempt must have been refused by an answer: any 4xx. A 2xx lets it through, a 5xx or a broken connection is a crash and not a
 * refusal, and a 3xx sends the sender elsewhere.
 */
export function expectRefused(sent: Sent, hint?: Sentence): void {
  if (isRefused(sent)) return;
  fail(`refuses ${sent.what} with a 4xx`, sent, hint);
}

/** The attempt must not have been acknowledged; how it was refused is another rule's business. */
export function expectNotAcknowledged(sent: Sent, hint?: Sentence): void {
  if (!sent.isAcknowledged) return;
  fail(`does not acknowledge ${sent.what}`, sent, hint);
}

/** Whatever it thinks of what was sent, it must have answered it: with a 2xx or a 4xx, which is no crash. */
export function expectCalm(sent: Sent, hint?: Sentence): void {
  if (sent.isAcknowledged || isRefused(sent)) return;
  fail(`answers ${sent.what} with a 2xx or a 4xx`, sent, hint);
}

export function isRefused(sent: Sent): boolean {
  return sent.outcome.kind === 'response' && sent.outcome.status >= 400 && sent.outcome.status <= 499;
}

/** A genuine message that the rule builds on; when it is not acknowledged the rule cannot tell, and says why. */
export function given(sent: Sent): void {
  if (sent.isAcknowledged) return;
  cannotTell({ because: 'not-acknowledged', what: sent.what, response: actualOf(sent) });
}

/** Two states that must be the same. `what` goes on after "unchanged": "after three repetitions". */
export function expectSameState(before: Json, after: Json, what: string, hint?: Sentence): void {
  const changes = differences(before, after);
  if (changes.length === 0) return;
  fail(`keeps the state of the PBX unchanged ${what}`, `changed ${describeChanges(changes)}`, hint);
}

export function actualOf(sent: Sent): string {
  return describeOutcome(sent.outcome, sent.elapsedMs);
}

/** How long an attempt took (ms), to be compared with others. @throws MeasuredLate when that is our own doing. */
export function comparableMs({ elapsedMs, measuredLateMs }: Sent): number {
  if (measuredLateMs !== undefined) throw new LateMeasurement(measuredLateMs);
  return elapsedMs;
}

/** How long the receiver took at least (ms): without the time in which this process itself was held up. */
export function ownTimeMs({ elapsedMs, measuredLateMs = 0 }: Sent): number {
  return elapsedMs - measuredLateMs;
}
