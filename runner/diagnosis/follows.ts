import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { isUnacknowledged } from '../because.ts';

/** The attempt that decided a finding. */
export function decisive({ finding, evidence }: RuleResult): AttemptRecord | undefined {
  return evidence.attempts.find(({ n }) => n === finding?.attempt);
}

/** It can't be checked, or fails, because a genuine message was not acknowledged. */
export function lacksAcknowledgement(result: RuleResult): boolean {
  if (isUnacknowledged(result.because)) return true;
  const attempt = decisive(result);
  return attempt !== undefined && attempt.fault === undefined && !isAcknowledgedRecord(attempt);
}

/** A forged message was acknowledged, or what a rule found follows from that. */
export function lacksRefusal(result: RuleResult): boolean {
  if (result.because === 'forgery-acknowledged') return true;
  const attempt = decisive(result);
  return attempt?.fault !== undefined && isAcknowledgedRecord(attempt);
}

export function isAcknowledgedRecord({ outcome }: AttemptRecord): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 299;
}

/** Whether a rule failed that does harm to the receiver's owner: it comes before what only got in the way of the check. */
export function doesHarm(results: readonly RuleResult[]): boolean {
  return results.some(
    ({ verdict, level, harm }) => verdict === 'fail' && level !== 'may' && harm !== 'lenient',
  );
}
