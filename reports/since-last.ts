import type { Report, RuleResult } from '../schemas/generated/types.ts';

type Change = NonNullable<RuleResult['sinceLast']>;

const words: Record<Change, string> = {
  fixed: 'fixed',
  new: 'new',
  'still-failing': 'still failing',
  flaky: 'flaky',
};

/** "2 fixed, 1 new, 3 still failing"; undefined if nothing failed now or last time, or there was no last check. Pure. */
export function changesInWords({ results }: Pick<Report, 'results'>): string | undefined {
  const counts = (Object.keys(words) as Change[]).flatMap((change) => {
    const n = results.filter(({ sinceLast }) => sinceLast === change).length;
    return n === 0 ? [] : [`${n} ${words[change]}`];
  });
  return counts.length === 0 ? undefined : counts.join(', ');
}

/** The ids of the rules with this change. */
export function changedTo({ results }: Pick<Report, 'results'>, change: Change): string[] {
  return results.filter(({ sinceLast }) => sinceLast === change).map(({ id }) => id);
}

/** "new since the last check"; undefined without a change. */
export function changeText({ sinceLast }: Pick<RuleResult, 'sinceLast'>): string | undefined {
  switch (sinceLast) {
    case undefined:
      return undefined;
    case 'still-failing':
      return 'it also failed in the last check';
    case 'new':
      return "it didn't fail in the last check";
    case 'fixed':
      return 'it failed in the last check';
    case 'flaky':
      return 'it failed in the last check with the same seed and unchanged code: look for a dependency on timing, load or order';
  }
}

/** "new" or "still failing", next to a rule's level. */
export function changeWord({ sinceLast }: Pick<RuleResult, 'sinceLast'>): string | undefined {
  return sinceLast && words[sinceLast];
}

/** What changed, as a remark on the whole check: which rules were fixed, and which are flaky. */
export function changeRemarks(report: Pick<Report, 'results'>): string[] {
  const text = changesInWords(report);
  if (text === undefined) return [];
  const fixed = changedTo(report, 'fixed');
  const flaky = changedTo(report, 'flaky');
  return [
    `since the last check: ${text}${fixed.length === 0 ? '' : `; fixed: ${list(fixed)}`}`,
    ...(flaky.length === 0
      ? []
      : [`flaky, passed now with the same seed and unchanged code: ${list(flaky)}`]),
  ];
}

const maxNamed = 5;

function list(ids: readonly string[]): string {
  const rest = ids.length - maxNamed;
  return rest <= 0 ? ids.join(', ') : `${ids.slice(0, maxNamed).join(', ')} and ${rest} more`;
}
