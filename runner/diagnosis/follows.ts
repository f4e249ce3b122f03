import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { isAcknowledged } from '../../simulator/index.ts';
import { isUnacknowledged } from '../because.ts';
import { isDropped } from '../connections/probe-limit.ts';
import { failedAt } from '../harm.ts';
import type { Follows } from './cause.ts';
import type { Facts } from './facts.ts';

/** The attempt that decided a finding. */
export function decisive({ finding, evidence }: RuleResult): AttemptRecord | undefined {
  return evidence.attempts.find(({ n }) => n === finding?.attempt);
}

/** It failed or is inconclusive because a genuine message was not acknowledged. */
export function lacksAcknowledgement(result: RuleResult): boolean {
  if (isUnacknowledged(result.because)) return true;
  const attempt = decisive(result);
  return attempt !== undefined && attempt.fault === undefined && !isAcknowledged(attempt.outcome);
}

/** It didn't pass, and the receiver dropped a connection instead of responding. */
export function wasDropped({ verdict, flaky, evidence }: RuleResult): boolean {
  if (verdict !== 'fail' && verdict !== 'inconclusive') return false;
  return [evidence, flaky?.evidence].some((one) => one?.attempts.some(({ outcome }) => isDropped(outcome)));
}

/** A forged message was acknowledged, or a finding follows from that. */
export function lacksRefusal(result: RuleResult): boolean {
  if (result.because === 'forgery-acknowledged') return true;
  const attempt = decisive(result);
  return attempt?.fault !== undefined && isAcknowledged(attempt.outcome);
}

/** Whether a failed rule does real damage. This comes before problems of the check itself. */
export function doesHarm(results: readonly RuleResult[]): boolean {
  return results.some(
    ({ verdict, level, harm }) => verdict === 'fail' && level !== 'may' && harm !== 'lenient',
  );
}

/** Rules that failed, but not every time, or were inconclusive because of it. */
export function failsLike(alwaysFail: Facts['alwaysFail']): Follows {
  return (result) => {
    if (alwaysFail.includes(result.id)) return false;
    return (
      result.evidence.attempts.some(failedAt) || result.flaky !== undefined || lacksAcknowledgement(result)
    );
  };
}
