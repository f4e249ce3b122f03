import {
  type Difference,
  describeChanges,
  differences,
  isSame,
  type Json,
  onlyCounters,
} from '../../observation/index.ts';
import type { Finding } from '../../schemas/generated/types.ts';
import { appliesEachItem } from '../../schemas/rule-id.ts';
import { isRejected, type Transmission } from '../../simulator/index.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { type Reason, reasonSentence } from '../reason.ts';
import type { Sent } from '../sending/sent.ts';
import type { RuleContext } from './rule-context.ts';

interface Details extends Pick<Finding, 'steps' | 'sequence'> {
  /** The number of the attempt that decided. */
  readonly attempt?: number | undefined;
  /** Why this part matters, instead of its rule's own reason. */
  readonly why?: string | undefined;
  /** Added to the fix. */
  readonly hint?: string | undefined;
  /** The rules that may explain it, instead of those of its rule. */
  readonly explainedBy?: readonly string[] | undefined;
}

/** Finds better advice near the end of the check, with more messages. Undefined if the rule's own is enough. */
export type FindAdvice = (ctx: RuleContext) => Promise<string | undefined>;

/** Advice about a part of a rule, with the reason why that part matters. */
interface PartAdvice {
  readonly fix: string;
  readonly why: string;
}

/** Advice, or how to find it. */
type Fix = string | FindAdvice | PartAdvice;

/** Thrown when a receiver does not do what is expected. Only the runner catches it, and forAll, to shrink the case. */
export class RuleFailure extends Error {
  readonly expected: string;
  readonly actual: string;
  readonly fix: Exclude<Fix, PartAdvice> | undefined;
  readonly details: Details | undefined;

  constructor(expected: string, actual: string, fix?: Fix, details?: Details) {
    super(`expected: ${expected}; actual: ${actual}`);
    this.expected = expected;
    this.actual = actual;
    const ofPart = isPartAdvice(fix) ? fix : undefined;
    this.fix = isPartAdvice(fix) ? fix.fix : fix;
    this.details = ofPart ? { ...details, why: ofPart.why } : details;
  }
}

function isPartAdvice(fix: Fix | undefined): fix is PartAdvice {
  return typeof fix === 'object' && 'why' in fix;
}

/** Thrown when the rule is inconclusive, for example because a precondition that another rule checks does not hold. */
export class CannotTell extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reasonSentence(reason));
    this.reason = reason;
  }
}

/** Thrown when this process itself was delayed, so that a measured time says nothing about the receiver. */
export class LateMeasurement extends CannotTell {
  constructor(lateMs: number) {
    super({ reasonCode: 'measured-late', lateMs });
  }
}

/**
 * Fails the rule. `expected` and `actual` are phrases that stand alone, such as "a 4xx for a message without a signature" and "200 OK in 3
 * ms"; `fix` replaces the rule's own, and may bring its own reason. The evidence shows the attempt in `actual` or `decidedBy` first.
 */
export function fail(expected: string, actual: string | Sent, fix?: Fix, decidedBy?: Sent): never {
  if (typeof actual === 'string') throw new RuleFailure(expected, actual, fix, { attempt: decidedBy?.n });
  throw new RuleFailure(expected, actualOf(actual), fix, { attempt: actual.n });
}

/** Fails the rule in a way that only these rules can explain, whatever else fails. */
export function failExplainedBy(
  explainedBy: readonly string[],
  expected: string,
  actual: string,
  fix?: string,
): never {
  throw new RuleFailure(expected, actual, fix, { explainedBy });
}

/** Ends the rule as inconclusive. */
export function cannotTell(reason: Reason): never {
  throw new CannotTell(reason);
}

/** The attempt must have been acknowledged: a 2xx in time. */
export function expectAcknowledged(ctx: RuleContext, sent: Sent, fix?: string): void {
  if (sent.isAcknowledged) return;
  fail(`a 2xx within ${ctx.run.settings.timeoutSeconds} s for ${sent.what}`, sent, fix);
}

/** Inconclusive, because the observer doesn't show what a genuine message changes. Another rule checks that. */
export function noEffectShown(what: string): never {
  return cannotTell({
    reasonCode: 'no-effect-shown',
    rule: appliesEachItem,
    detail: `the observer shows no effect of ${what}`,
  });
}

/** The message must have been rejected. */
export function expectRefused(sent: Sent, fix?: string): void {
  if (isRejected(sent.outcome) || sent.isClosedAsForged) return;
  fail(`a 4xx for ${sent.what}`, sent, fix);
}

/** The attempt must not have been acknowledged. Another rule checks how it was rejected. */
export function expectNotAcknowledged(sent: Sent, fix?: string): void {
  if (sent.isAcknowledged) fail(`no 2xx for ${sent.what}`, sent, fix);
}

/** The response must be a 2xx or a 4xx: the receiver may accept or reject the message, but must not fail. */
export function expectHandled(sent: Sent): void {
  if (sent.isAcknowledged || isRejected(sent.outcome)) return;
  fail(`a 2xx or a 4xx for ${sent.what}`, sent);
}

/** The rule depends on this genuine message. If it was not acknowledged, the rule is inconclusive. */
export function assumeAcknowledged(sent: Sent): void {
  if (sent.isAcknowledged) return;
  cannotTell({ reasonCode: 'not-acknowledged', what: sent.what, response: actualOf(sent) });
}

/** Two states must be equal. `when` completes "PBX state unchanged …": "after 3 duplicates". */
export function expectSameState(before: Json, after: Json, when: string, fix?: Fix): void {
  if (isSame(before, after)) return;
  const changes = differences(before, after);
  const counted = onlyCounters(changes) ? ' although nothing new was reported' : '';
  throw new RuleFailure(`PBX state unchanged ${when}`, `${describeChanges(changes)}${counted}`, fix, {
    hint: bothReadings(changes),
  });
}

/** Another explanation, besides a bug: "If `tally` only counts what arrives, add --observe-ignore tally." */
function bothReadings(changes: readonly Difference[]): string | undefined {
  const places = new Set(changes.map(({ path }) => path.replace(/\[.*/s, '')));
  const [place = ''] = places;
  if (place === '' || places.size > 1) return undefined;
  const only = onlyCounters(changes) ? 'counts what arrives' : 'shows that a message arrived';
  return `If \`${place}\` only ${only}, add --observe-ignore ${place}.`;
}

export function actualOf(sent: Sent): string {
  return describeOutcome(sent.outcome, sent.elapsedMs);
}

/** How long an attempt took (ms), for comparisons. @throws LateMeasurement if this process delayed it. */
export function comparableMs({ elapsedMs, computedMs = 0, measuredLateMs }: Sent): number {
  if (measuredLateMs !== undefined) throw new LateMeasurement(measuredLateMs);
  return elapsedMs + computedMs;
}

/** The minimum time that the receiver took (ms), without delays of this process. */
export function ownTimeMs({ elapsedMs, computedMs = 0, measuredLateMs = 0 }: Transmission): number {
  return elapsedMs + computedMs - measuredLateMs;
}
