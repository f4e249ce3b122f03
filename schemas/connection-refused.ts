import type { OutcomeRecord } from './generated/types.ts';

/** Nothing listened. */
export function connectionRefused(outcome: {
  readonly kind: OutcomeRecord['kind'];
  readonly code?: string;
}): boolean {
  return outcome.kind === 'connection-failed' && outcome.code === 'ECONNREFUSED';
}
