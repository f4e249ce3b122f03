import type { RuleResult } from '../schemas/generated/types.ts';

export type VerdictWord = RuleResult['verdict'];

/** In order of importance. */
export const verdicts: readonly VerdictWord[] = ['fail', 'error', 'inconclusive', 'skipped', 'pass'];

/** The label of each verdict. */
export const shownVerdicts: Record<VerdictWord, string> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  skipped: 'skipped',
  error: 'error',
};

export const marks: Record<VerdictWord, string> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  skipped: '-',
  error: '!',
};
