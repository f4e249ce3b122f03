import type { ExpectedVerdict } from '../schemas/index.ts';
import { isAcknowledged, type Outcome } from '../simulator/index.ts';

/**
 * Whether the last attempt ended as expected: with a 2xx in time or, for a message to reject, with anything else. A receiver that was not
 * reached, or an interrupt, does not count. Pure.
 */
export function isAsExpected(outcome: Outcome, expected: ExpectedVerdict | undefined): boolean {
  if (expected?.verdict !== 'refuse') return isAcknowledged(outcome);
  return wasReached(outcome) && outcome.kind !== 'aborted' && !isAcknowledged(outcome);
}

/** Whether there was a connection. */
export function wasReached(outcome: Outcome): boolean {
  return !('phase' in outcome && outcome.phase === 'connect');
}
