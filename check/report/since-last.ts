import type { Report, RuleResult } from '../../schemas/generated/types.ts';

/** What is kept of a check, to compare the next one with: no message and no secret. */
export interface LastCheck {
  /** The seed of the last check in which a rule failed. */
  readonly seed?: number | undefined;
  /** The last pass or fail of each rule. */
  readonly rules: Readonly<Record<string, LastVerdict>>;
}

export interface LastVerdict {
  readonly verdict: 'pass' | 'fail';
  readonly seed: number;
  /** When its check started, as in RFC 3339. */
  readonly checkedAt: string;
}

/** Whether the receiver's code is unchanged since this time (RFC 3339). False if that is unknown. */
export type IsUnchangedSince = (time: string) => boolean;

/** A result, with its change since the last check. Pure. */
export function markChange(
  result: RuleResult,
  last: LastCheck | undefined,
  seed: number,
  isUnchangedSince: IsUnchangedSince,
): RuleResult {
  const before = last?.rules[result.id];
  const change = last && changeOf(result.verdict, before, seed, isUnchangedSince);
  return change === undefined ? result : { ...result, sinceLast: change };
}

function changeOf(
  verdict: RuleResult['verdict'],
  before: LastVerdict | undefined,
  seed: number,
  isUnchangedSince: IsUnchangedSince,
): RuleResult['sinceLast'] {
  if (verdict === 'fail') return before?.verdict === 'fail' ? 'still-failing' : 'new';
  if (verdict !== 'pass' || before?.verdict !== 'fail') return undefined;
  return before.seed === seed && isUnchangedSince(before.checkedAt) ? 'flaky' : 'fixed';
}

/** What the next check is compared with. Rules without a pass or fail keep their last one. Pure. */
export function updatedLast(last: LastCheck | undefined, { results, seed, startedAt }: Report): LastCheck {
  const rules = { ...last?.rules };
  for (const { id, verdict } of results)
    if (verdict === 'pass' || verdict === 'fail') rules[id] = { verdict, seed, checkedAt: startedAt };
  const hasFailure = results.some(({ verdict }) => verdict === 'fail');
  return { seed: hasFailure ? seed : last?.seed, rules };
}

/** The rules that failed when they were last checked. Pure. */
export function lastFailed({ rules }: LastCheck): string[] {
  return Object.keys(rules).filter((id) => rules[id]?.verdict === 'fail');
}
