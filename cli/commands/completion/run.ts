import { HookswitchError } from '../../../simulator/index.ts';
import { unknownName } from '../../../text/words/unknown-name.ts';
import type { CommandFacts } from '../../shared/command-facts.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { type Shell, shells } from './shells.ts';
import { type CommandWords, wordsOf } from './words.ts';
import { zshScript } from './zsh.ts';

const scripts: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `hookswitch completion SHELL`: a script that doesn't call Hookswitch again, so completion is instant. */
export async function completion(name: string, all: readonly CommandFacts[], io: Io): Promise<number> {
  const shell = shells.find((known) => known === name);
  if (!shell)
    throw new HookswitchError(
      'bad-flag',
      `there is no completion for the shell ${unknownName(name, shells)}`,
    );
  io.raw.stdout.write(scripts[shell](all.map(wordsOf)));
  return exitCodes.passed;
}
