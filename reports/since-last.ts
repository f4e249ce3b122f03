import type { Report, RuleResult } from '../schemas/generated/types.ts';

type Change = NonNullable<RuleResult['sinceLast']>;

const words: Record<Change, string> = {
  fixed: 'fixed',
  new: 'new',
  'still-failing': 'still failing',
  flaky: 'flaky',
};

/** The ids of rules by how they changed, in the order of the report. */
export function changedIds({ results }: Pick<Report, 'results'>): Record<string, string[]> {
  const byChange: Record<string, string[]> = {};
  for (const { id, sinceLast } of results) {
    if (sinceLast) byChange[sinceLast] = [...(byChange[sinceLast] ?? []), id];
  }
  return byChange;
}

/** "2 fixed, 1 new, 3 still failing"; undefined if nothing failed now or last time, or there was no last check. Pure. */
export function changesInWords(report: Pick<Report, 'results'>, names = noNames): string | undefined {
  const changed = changedIds(report);
  const parts = (Object.keys(words) as Change[]).flatMap((change) => {
    const ids = changed[change] ?? [];
    return ids.length === 0 ? [] : [`${ids.length} ${words[change]}${names(change, ids)}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

function noNames(_change: Change, _ids: readonly string[]): string {
  return '';
}

/** What the last check says about it; undefined without a change. */
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

/** What changed, as a remark on the whole check. Names the rules that other parts of a report don't name: those that pass now. */
export function changeRemarks(report: Pick<Report, 'results'>): string[] {
  const text = changesInWords(report, (change, ids) =>
    change === 'fixed' || change === 'flaky' ? ` (${list(ids)})` : '',
  );
  const isFlaky = report.results.some(({ sinceLast }) => sinceLast === 'flaky');
  return [
    ...(text === undefined ? [] : [`since the last check: ${text}`]),
    ...(isFlaky ? ['flaky: failed in the last check, passes now with the same seed and unchanged code'] : []),
  ];
}

const maxNamed = 3;

function list(ids: readonly string[]): string {
  const rest = ids.length - maxNamed;
  return rest <= 0 ? ids.join(', ') : `${ids.slice(0, maxNamed).join(', ')} and ${rest} more`;
}
