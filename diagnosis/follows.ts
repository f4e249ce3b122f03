import { isDropped } from '../receiver/index.ts';
import { failedAt, isUnacknowledged, type ProbeResponse } from '../runner/index.ts';
import type { AttemptRecord, RuleResult } from '../schemas/generated/types.ts';
import { isAcknowledged } from '../simulator/index.ts';
import type { Follows } from './cause.ts';
import type { Facts } from './facts.ts';

/** The attempt that decided a finding. */
export function decisive({ finding, evidence }: RuleResult): AttemptRecord | undefined {
  return evidence.attempts.find(({ n }) => n === finding?.attempt);
}

/** It failed or is inconclusive because a genuine message was not acknowledged. */
export function lacksAcknowledgement(result: RuleResult): boolean {
  if (isUnacknowledged(result.reasonCode)) return true;
  const attempt = decisive(result);
  return attempt !== undefined && attempt.fault === undefined && !isAcknowledged(attempt.outcome);
}

/**
 * It failed or is inconclusive because a genuine message got one of these responses: the mark of a cause. Another status has another reason.
 */
export function refusedLike(
  answers: readonly (ProbeResponse | AttemptRecord)[],
  isMeant: (attempt: AttemptRecord) => boolean = () => true,
): Follows {
  const marks = new Set(answers.filter(isRefused).map(howItFailed));
  const isOpen = (attempt: AttemptRecord) => attempt.fault === undefined && isRefused(attempt);
  const isMarked = (attempt: AttemptRecord) =>
    isOpen(attempt) && marks.has(howItFailed(attempt)) && isMeant(attempt);
  return (result) => {
    const attempt = decisive(result);
    if (attempt) return isMarked(attempt);
    if (!isUnacknowledged(result.reasonCode)) return false;
    // If the receiver refused none of the rule's messages, it refused one before the rules began.
    const refused = result.evidence.attempts.filter(isOpen);
    return refused.length === 0 || refused.some(isMarked);
  };
}

/** How a message failed: the status, or that there was none. */
function howItFailed({ outcome }: ProbeResponse | AttemptRecord): string {
  return outcome.kind === 'response' ? String(outcome.status) : outcome.kind;
}

function isRefused({ outcome }: ProbeResponse | AttemptRecord): boolean {
  return !isAcknowledged(outcome);
}

/** It didn't pass, and the receiver dropped a connection instead of responding. */
export function wasDropped({ verdict, flaky, evidence }: RuleResult): boolean {
  if (verdict !== 'fail' && verdict !== 'inconclusive') return false;
  return [evidence, flaky?.evidence].some((one) => one?.attempts.some(({ outcome }) => isDropped(outcome)));
}

/** A forged message was acknowledged, or a finding follows from that. */
export function lacksRefusal(result: RuleResult): boolean {
  if (result.reasonCode === 'forgery-acknowledged') return true;
  const isAccepted = ({ fault, outcome }: AttemptRecord) => fault !== undefined && isAcknowledged(outcome);
  const attempt = decisive(result);
  if (attempt && attempt.fault !== undefined) return isAccepted(attempt);
  // The state shows what a forged message did.
  return result.severity === 'open-to-forgers' && result.evidence.attempts.some(isAccepted);
}

/** Whether a failed rule does real damage. This comes before problems of the check itself. */
export function doesHarm(results: readonly RuleResult[]): boolean {
  return results.some(
    ({ verdict, level, severity }) => verdict === 'fail' && level !== 'may' && severity !== 'lenient',
  );
}

/** Rules that failed like these messages, but not every time, or were inconclusive because of it. */
export function failsLike(failures: readonly ProbeResponse[], alwaysFail: Facts['alwaysFail']): Follows {
  const marks = new Set(failures.map(howItFailed));
  const mayFail = (attempt: AttemptRecord) => attempt.fault === undefined || failedAt(attempt);
  const isMarked = (attempt: AttemptRecord) =>
    mayFail(attempt) && isRefused(attempt) && marks.has(howItFailed(attempt));
  return (result) => {
    if (alwaysFail.includes(result.id)) return false;
    const attempt = decisive(result);
    if (attempt) return isMarked(attempt);
    if (result.flaky !== undefined) return true;
    // A wrong state is not a failure of a message.
    if (result.verdict === 'fail') return false;
    return isUnacknowledged(result.reasonCode) || result.evidence.attempts.some(isMarked);
  };
}
