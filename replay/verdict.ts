import type { ExpectedVerdict } from '../schemas/index.ts';
import { isAcknowledged, type Outcome } from '../simulator/index.ts';

/**
 * Whether the last attempt ended as expected: with a 2xx in time, or with a rejection. A connection failure or an interrupt is not a
 * rejection. Pure.
 */
export function isAsExpected(outcome: Outcome, expected: ExpectedVerdict | undefined): boolean {
  if (expected?.verdict !== 'refuse') return isAcknowledged(outcome);
  return wasReached(outcome) && outcome.kind !== 'cut' && !isAcknowledged(outcome);
}

/** Whether there was a connection. */
export function wasReached(outcome: Outcome): boolean {
  return !('phase' in outcome && outcome.phase === 'connect');
}
