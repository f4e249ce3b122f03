import { type Level, rankOf } from '../schemas/level.ts';
import { groupOf, nameOf } from '../schemas/rule-id.ts';
import { HookswitchError } from '../simulator/index.ts';
import { nearest } from '../text/words/nearest.ts';
import type { Rule } from './rule.ts';

/** The selection of rules. A rule is checked if `rules` includes it, `exclude` doesn't, and its level isn't too low. */
export interface Selection {
  /** Ids, where `*` matches any text: `signature/*`, `retry/applies-once`. Default, or if empty: all rules. */
  readonly rules?: readonly string[];
  /** Ids of rules to leave out, where `*` matches any text. */
  readonly exclude?: readonly string[];
  /** The lowest level to check: `should` leaves out `may`. Default `may`: all. */
  readonly level?: Level;
}

/**
 * The selected rules in their original order.
 *
 * @throws HookswitchError `no-rule` if a pattern matches no rule, or no rule is left.
 */
export function selectRules(all: readonly Rule[], selection: Selection): Rule[] {
  const { rules: wanted = [], exclude = [], level = 'may' } = selection;
  for (const pattern of [...wanted, ...exclude]) {
    if (!all.some((rule) => matches(rule.id, pattern))) throw unknownPattern(pattern, all);
  }
  const isWanted = ({ id }: Rule) => wanted.length === 0 || wanted.some((pattern) => matches(id, pattern));
  const isExcluded = ({ id }: Rule) => exclude.some((pattern) => matches(id, pattern));
  const isBinding = (rule: Rule) => rankOf(rule.level) <= rankOf(level);
  const selected = all.filter((rule) => isWanted(rule) && !isExcluded(rule) && isBinding(rule));
  if (selected.length === 0) {
    throw new HookswitchError('no-rule', 'no rules selected; "hookswitch rules" lists them all');
  }
  return selected;
}

/** Matched piece by piece. A regular expression could be too slow for some patterns. */
function matches(id: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return id === pattern;
  if (!id.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = id.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return id.length - last.length >= from && id.endsWith(last);
}

function unknownPattern(pattern: string, all: readonly Rule[]): HookswitchError {
  const meant = similarIds(pattern, all);
  const groups = [...new Set(all.map(({ id }) => `${groupOf(id)}/*`))];
  const hint = meant.length > 0 ? `did you mean ${meant.join(' or ')}?` : `groups: ${groups.join(', ')}`;
  return new HookswitchError('no-rule', `no rule matches ${JSON.stringify(pattern.slice(0, 80))}; ${hint}`);
}

const maxMeant = 3;
const minWordLength = 3;

/** Ids that contain the word, or else the one with the smallest typo. */
function similarIds(pattern: string, all: readonly Rule[]): readonly string[] {
  const ids = all.map(({ id }) => id);
  const word = nameOf(pattern);
  const holding = ids.filter((id) => word.length >= minWordLength && id.includes(word));
  if (holding.length > 0) return holding.slice(0, maxMeant);
  const nearestName = nearest(word, ids.map(nameOf));
  return ids.filter((id) => nameOf(id) === nearestName).slice(0, maxMeant);
}
