import type { Report, RuleResult } from '../schemas/generated/types.ts';

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

export const marks: Record<ShownWord, string> = {
  pass: '✓',
  fail: '✗',
  known: '✗',
  inconclusive: '?',
  skipped: '-',
  error: '!',
};

/** How a result is shown: `known` for a failure that the baseline accepts. */
export type ShownWord = VerdictWord | 'known';

/** In order of importance. */
const shownWords: readonly ShownWord[] = ['fail', 'known', 'error', 'inconclusive', 'skipped', 'pass'];

/** The label of each. */
export function shownLabel(word: ShownWord): string {
  return word === 'known' ? 'known' : shownVerdicts[word];
}

export function shownAs({ verdict, known }: Pick<RuleResult, 'verdict' | 'known'>): ShownWord {
  return known ? 'known' : verdict;
}

/** The number of results per label, in order. */
export function countShown(results: Report['results']): [ShownWord, number][] {
  const counts = shownWords.map((word): [ShownWord, number] => [
    word,
    results.filter((result) => shownAs(result) === word).length,
  ]);
  return counts.filter(([, n]) => n > 0);
}
