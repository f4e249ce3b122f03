import type { ExpectedVerdict } from '../schemas/index.ts';
import { isAcknowledged, type Outcome } from '../simulator/index.ts';

/**
 * Whether the last attempt came to what is expected: a 2xx in time, or anything but that. Who was never reached has refused nothing,
 * and neither has an interrupt. Pure.
 */
export function isAsExpected(outcome: Outcome, expected: ExpectedVerdict | undefined): boolean {
  if (expected?.verdict !== 'refuse') return isAcknowledged(outcome);
  return wasReached(outcome) && outcome.kind !== 'cut' && !isAcknowledged(outcome);
}

/** Whether there was a connection. */
export function wasReached(outcome: Outcome): boolean {
  return !('phase' in outcome && outcome.phase === 'connect');
}
