import type { Report, RuleResult } from '../schemas/generated/types.ts';
import type { VerdictWord } from './words.ts';

/** What a result is shown as: a failure that the baseline accepts is no news. */
export type ShownWord = VerdictWord | 'known';

/** In the order in which people want to know. */
export const shownWords: readonly ShownWord[] = ['fail', 'known', 'error', 'inconclusive', 'skipped', 'pass'];

export function shownAs({ verdict, known }: Pick<RuleResult, 'verdict' | 'known'>): ShownWord {
  return known ? 'known' : verdict;
}

/** How many results are shown as each word that there is, in the order of the words. */
export function countShown(results: Report['results']): [ShownWord, number][] {
  const counts = shownWords.map((word): [ShownWord, number] => [
    word,
    results.filter((result) => shownAs(result) === word).length,
  ]);
  return counts.filter(([, n]) => n > 0);
}

/** "accepted until 2026-12-31: they mend it in release 5"; undefined for what is not known. */
export function acceptedText({ known }: Pick<RuleResult, 'known'>): string | undefined {
  return known && `accepted until ${known.expires}: ${known.reason}`;
}

/** An entry of the baseline that fails the check, with what to do about it. */
export interface BaselineProblem {
  /** The id of the rule. */
  readonly id: string;
  readonly kind: 'stale' | 'expired';
  /** A sentence without its full stop. */
  readonly text: string;
}

/** Each entry that is not kept up, those first that still fail. Pure. */
export function baselineProblems({ baseline }: Report): BaselineProblem[] {
  if (!baseline) return [];
  const of = (kind: BaselineProblem['kind'], id: string) => ({ id, kind, text: problemText[kind](id) });
  return [...baseline.expired.map((id) => of('expired', id)), ...baseline.stale.map((id) => of('stale', id))];
}

const problemText: Record<BaselineProblem['kind'], (id: string) => string> = {
  expired: (id) =>
    `the baseline accepts the failure of ${id} no longer: mend it, or give the entry another day`,
  stale: (id) => `the baseline expects ${id} to fail, but it is met: take the entry out of the baseline`,
};
