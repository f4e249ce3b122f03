import type { Report, RuleResult } from '../schemas/generated/types.ts';

/** "accepted until 2026-12-31: to be fixed in release 5"; undefined if it isn't known. */
export function acceptedText({ known }: Pick<RuleResult, 'known'>): string | undefined {
  return known && `accepted until ${known.expires}: ${known.reason}`;
}

/** An entry of the baseline that fails the check, and what to do about it. */
export interface BaselineProblem {
  /** The id of the rule. */
  readonly id: string;
  readonly kind: 'stale' | 'expired';
  /** A sentence without its full stop. */
  readonly text: string;
}

/** The entries that need a change, those that still fail first. Pure. */
export function baselineProblems({ baseline }: Report): BaselineProblem[] {
  if (!baseline) return [];
  const of = (kind: BaselineProblem['kind'], id: string) => ({ id, kind, text: problemText[kind](id) });
  return [...baseline.expired.map((id) => of('expired', id)), ...baseline.stale.map((id) => of('stale', id))];
}

const problemText: Record<BaselineProblem['kind'], (id: string) => string> = {
  expired: (id) => `the baseline no longer accepts the failure of ${id}: fix it, or extend the entry`,
  stale: (id) => `the baseline expects ${id} to fail, but it passes: remove the entry from the baseline`,
};
