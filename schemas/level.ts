import type { RuleResult } from './generated/types.ts';

/** How binding a rule is. */
export type Level =
  /** A receiver that fails it breaks the vendor's contract or is unsafe. */
  | 'must'
  /** Good receivers do it. */
  | 'should'
  /** A bonus. */
  | 'may';

/** The most binding first. */
export const levels = ['must', 'should', 'may'] as const satisfies readonly Level[];

/** 0 is the most binding. */
export function rankOf(level: Level): number {
  return levels.indexOf(level);
}

/** Whether this result fails the check: a rule of level `failOn` or more binding failed, and the baseline doesn't accept that. */
export function failsCheck(
  { verdict, level, known }: Pick<RuleResult, 'verdict' | 'level' | 'known'>,
  failOn: Level,
): boolean {
  return verdict === 'fail' && !known && rankOf(level) <= rankOf(failOn);
}
