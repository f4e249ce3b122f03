import { count } from '../../text/words/count.ts';
import { inList } from '../../text/words/in-list.ts';
import type { Behind } from '../generated/types.ts';

const maxIds = 5;

/** "Behind it, checked with hex signatures: 4 more failed rules". Pure. */
export function behindHeading({ adapted, results }: Behind): string {
  const listed = inList(adapted.map(({ words }) => words));
  const found = results.length === 0 ? 'nothing more' : count(results.length, 'more failed rule');
  return `Behind ${adapted.length < 2 ? 'it' : 'them'}, checked with ${listed}: ${found}`;
}

/** What can only be told after the fix; undefined if everything was told. Pure. */
export function hiddenText({ adapted, hidden }: Behind): string | undefined {
  if (hidden.length === 0) return undefined;
  const shown = hidden.slice(0, maxIds).join(', ');
  const more = hidden.length > maxIds ? ` and ${hidden.length - maxIds} more` : '';
  return `Can't be checked before ${adapted.length < 2 ? 'this is' : 'these are'} fixed: ${shown}${more}.`;
}
