import type { LearnedField } from '../../schemas/generated/types.ts';
import type { Json } from '../json.ts';

/** How a state shows a value: as a text, as a number, or within a longer text. */
export type ShownForm = LearnedField['form'];

const best: readonly ShownForm[] = ['text', 'number', 'within-text'];

/** The form in which the value appears anywhere in the state, including keys; undefined if it doesn't. Pure. */
export function formOf(state: Json, value: string): ShownForm | undefined {
  const found = new Set<ShownForm>();
  const lookIn = (text: string) => {
    if (text === value) found.add('text');
    else if (text.includes(value)) found.add('within-text');
  };
  const walk = (inner: Json): void => {
    if (typeof inner === 'string') lookIn(inner);
    else if (typeof inner === 'number' && String(inner) === value) found.add('number');
    else if (typeof inner === 'object' && inner !== null)
      for (const [key, next] of Object.entries(inner)) {
        if (!Array.isArray(inner)) lookIn(key);
        walk(next);
      }
  };
  walk(state);
  return best.find((form) => found.has(form));
}

/** The form in which all of these values show: the least specific one, or undefined if one is missing. Pure. */
export function commonForm(state: Json, values: readonly string[]): ShownForm | undefined {
  const forms = values.map((value) => formOf(state, value));
  return forms.includes(undefined) ? undefined : best.findLast((form) => forms.includes(form));
}
