import type { RuleResult } from '../schemas/generated/types.ts';

export type VerdictWord = RuleResult['verdict'];

/** In the order in which people want to know. */
export const verdicts: readonly VerdictWord[] = ['fail', 'error', 'inconclusive', 'skipped', 'pass'];

export const marks: Record<VerdictWord, string> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  skipped: '-',
  error: '!',
};
