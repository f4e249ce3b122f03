import { HookswitchError } from '../simulator/index.ts';
import type { Level, Rule } from './rule.ts';

export interface Selection {
  /** Ids with `*` for any part: `signature/*`, `retry/applies-once`. */
  readonly rules?: readonly string[];
  readonly exclude?: readonly string[];
  /** The lowest level to judge: `should` leaves out `may`. */
  readonly level?: Level;
}

const rank: Record<Level, number> = { must: 0, should: 1, may: 2 };

/**
 * The rules that are selected, in their own order.
 *
 * @throws HookswitchError `no-rule` when a pattern matches no rule, or nothing is left.
 */
export function selectRules(all: readonly Rule[], selection: Selection): Rule[] {
  for (const pattern of [...(selection.rules ?? []), ...(selection.exclude ?? [])]) {
    if (!all.some((rule) => matches(rule.id, pattern))) throw unknownPattern(pattern, all);
  }
  const isWanted = (rule: Rule) => selection.rules?.some((pattern) => matches(rule.id, pattern)) ?? true;
  const isExcluded = (rule: Rule) => selection.exclude?.some((pattern) => matches(rule.id, pattern)) ?? false;
  const lowest = rank[selection.level ?? 'may'];
  const selected = all.filter((rule) => isWanted(rule) && !isExcluded(rule) && rank[rule.level] <= lowest);
  if (selected.length === 0) {
    throw new HookswitchError(
      'no-rule',
      'the selection leaves no rule to judge; see "hookswitch rules" for all of them',
    );
  }
  return selected;
}

function matches(id: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(id);
}

function unknownPattern(pattern: string, all: readonly Rule[]): HookswitchError {
  const word = pattern.split('/').at(-1) ?? pattern;
  const near = all.filter((rule) => word.length > 2 && rule.id.includes(word)).map((rule) => rule.id);
  const groups = [...new Set(all.map((rule) => `${rule.id.split('/')[0]}/*`))];
  const hint =
    near.length > 0 ? `did you mean ${near.slice(0, 3).join(' or ')}?` : `groups are ${groups.join(', ')}`;
  return new HookswitchError('no-rule', `no rule matches "${pattern}"; ${hint}`);
}
