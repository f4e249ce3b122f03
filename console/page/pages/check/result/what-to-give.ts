import type { RuleState } from '../../../../../schemas/generated/console-types.ts';
import { consoleRemedy, type Need, whatIsNeeded } from '../../../../../schemas/need.ts';

/** Rules that were skipped for the same reason. */
export interface SkippedGroup {
  readonly reason: string;
  /** How to have them checked, as a sentence; empty if there is no way. */
  readonly remedy: string;
  readonly ids: readonly string[];
}

/** The skipped rules by need, largest group first. */
export function skippedByNeed(rules: readonly RuleState[]): SkippedGroup[] {
  const groups = new Map<string, { need: Need | undefined; ids: string[] }>();
  for (const { id, state, need, reason = '' } of rules) {
    if (state !== 'skipped') continue;
    const why = need === undefined ? reason : `needs ${whatIsNeeded(need)}`;
    const group = groups.get(why) ?? { need, ids: [] };
    group.ids.push(id);
    groups.set(why, group);
  }
  return [...groups]
    .map(([reason, { need, ids }]) => ({
      reason,
      remedy: need === undefined ? '' : consoleRemedy(need),
      ids,
    }))
    .sort((a, b) => b.ids.length - a.ids.length);
}
