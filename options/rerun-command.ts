import { quoteForShell } from '../text/formats/shell-quote.ts';
import { displayUrl } from '../text/secrets/display-url.ts';
import { type CheckFlags, checkOptions } from './check.ts';
import { wordsThatGive, wordsToRepeat } from './words.ts';

/**
 * The command that checks one rule again with the same cases, with all flags that matter, but no secrets. A credential in a URL or command
 * becomes `***`; `check` rejects it and says what to put there. Pure.
 */
export function rerunCommand(
  url: string | undefined,
  flags: Partial<CheckFlags>,
): (
  rule: { readonly id: string },
  seed: number,
  sequence?: { readonly id?: string },
  adapt?: readonly string[],
) => string {
  const receiver = url === undefined ? [] : [displayUrl(url)];
  const words = [...receiver, ...wordsToRepeat(checkOptions, flags)];
  return ({ id }, seed, found, adapt) => {
    const sequence = flags.sequence ?? found?.id;
    const rules = sequence === undefined ? [id] : undefined;
    const which = wordsThatGive(checkOptions, { rules, sequence, adapt });
    const all = [...words, ...which, ...wordsThatGive(checkOptions, { seed })];
    return ['npx', 'hookswitch', 'check', ...all.map(quoteForShell)].join(' ');
  };
}
