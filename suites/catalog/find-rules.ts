import type { Rule } from '../../runner/index.ts';
import { groupOf, nameOf } from '../../schemas/rule-id.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { nearest } from '../../text/words/nearest.ts';
import { quote } from '../../text/words/quote.ts';

/**
 * The rules for a text: the one with this id or name, else this group, else all ids that contain the text.
 *
 * @throws HookswitchError `no-rule` with the most similar id.
 */
export function findRules(text: string, all: readonly Rule[]): readonly Rule[] {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/\/\*?$/, '');
  const only = all.find(({ id }) => id === word) ?? all.find(({ id }) => nameOf(id) === word);
  if (only) return [only];
  const ofGroup = all.filter(({ id }) => groupOf(id) === word);
  if (ofGroup.length > 0) return ofGroup;
  const holding = all.filter(({ id }) => word !== '' && id.includes(word));
  if (holding.length > 0) return holding;
  throw unknownRule(text, word, all);
}

function unknownRule(text: string, word: string, all: readonly Rule[]): HookswitchError {
  const names = all.map(({ id }) => nameOf(id));
  const near = nearest(nameOf(word), names);
  const id = all.find((rule) => nameOf(rule.id) === near)?.id;
  const groups = [...new Set(all.map((rule) => groupOf(rule.id)))].join(', ');
  const hint =
    id === undefined ? `"hookswitch rules" lists them all; groups: ${groups}` : `did you mean ${id}?`;
  return new HookswitchError('no-rule', `unknown rule ${quote(text)}; ${hint}`);
}
