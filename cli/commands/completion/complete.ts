import type { CommandFacts } from '../../shared/command-facts.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { suggestions } from './suggestions.ts';

/**
 * `hookswitch __complete SHELL BREAKS WORDS`: what the scripts of `hookswitch completion` ask at each Tab. BREAKS are the characters at
 * which the shell splits words too. Prints one suggestion per line, with its help after a tab for shells that show it.
 */
export async function complete(
  [shell, breaks = '', ...raw]: readonly string[],
  commands: readonly CommandFacts[],
  io: Io,
): Promise<number> {
  const words = (shell === 'bash' ? joined(raw) : raw).map((word) => word.replace(/\\(.)|['"]/g, '$1'));
  const own = words[0] === 'npx' ? words.indexOf('hookswitch') : 0;
  const current = words.at(-1) ?? '';
  const splits = [...breaks].filter((sign) => sign === '=' || sign === ':');
  const kept = Math.max(0, ...splits.map((sign) => current.lastIndexOf(sign) + 1));
  for (const { word, help, goesOn } of await suggestions(commands, words.slice(own + 1), io.cwd)) {
    const isEscaped = shell !== 'fish';
    const text = isEscaped ? word.slice(kept).replace(/[^\w@%+=:,./~*-]/g, '\\$&') : word;
    const end = isEscaped && !goesOn ? ' ' : '';
    io.raw.stdout.write(`${text}${end}${help === undefined || shell === 'bash' ? '' : `\t${help}`}\n`);
  }
  return exitCodes.passed;
}

/** bash splits words at `=` and `:`, which belong to them here. */
function joined(words: readonly string[]): string[] {
  const whole: string[] = [];
  let isGlued = false;
  for (const word of words) {
    if (whole.length > 0 && (isGlued || /^[=:]/.test(word))) whole.push(`${whole.pop()}${word}`);
    else whole.push(word);
    isGlued = /[=:]$/.test(word);
  }
  return whole;
}
