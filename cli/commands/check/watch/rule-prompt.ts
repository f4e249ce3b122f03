import { matchingRules } from './find-rule.ts';
import type { WatchKey } from './keys.ts';

/** The text that is typed to find a rule, and the selected match. */
export interface RulePrompt {
  readonly typed: string;
  readonly chosen: number;
}

/** What a key does: the prompt continues, ends with a rule, or is canceled. */
type Step = { readonly prompt: RulePrompt } | { readonly id: string } | 'left';

const maxTyped = 60;

export const emptyPrompt: RulePrompt = { typed: '', chosen: 0 };

/** The prompt after a key. Pure. */
export function afterKey({ typed, chosen }: RulePrompt, key: WatchKey, ids: readonly string[]): Step {
  const found = matchingRules(typed, ids);
  switch (key.name) {
    case 'escape':
      return 'left';
    case 'return':
    case 'enter': {
      const id = found[chosen];
      return id === undefined ? { prompt: { typed, chosen } } : { id };
    }
    case 'tab':
    case 'down':
      return { prompt: { typed, chosen: found.length === 0 ? 0 : (chosen + 1) % found.length } };
    case 'up':
      return {
        prompt: { typed, chosen: found.length === 0 ? 0 : (chosen + found.length - 1) % found.length },
      };
    case 'backspace':
      return { prompt: { typed: typed.slice(0, -1), chosen: 0 } };
    default:
      return { prompt: { typed: withCharacter(typed, key), chosen: 0 } };
  }
}

/** Ids have only these characters. */
function withCharacter(typed: string, { character = '', ctrl }: WatchKey): string {
  return !ctrl && /^[a-z0-9/ -]$/i.test(character) && typed.length < maxTyped ? typed + character : typed;
}

/** The prompt on one line. Pure. */
export function promptLine({ typed, chosen }: RulePrompt, ids: readonly string[], width: number): string {
  const found = matchingRules(typed, ids);
  const id = found[chosen] ?? 'no rule matches';
  const more = found.length > 1 ? ` (${chosen + 1} of ${found.length}, Tab for the next)` : '';
  return `Rule: ${typed}▏ → ${id}${more}`.slice(0, width - 1);
}
