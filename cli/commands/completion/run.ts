import type { CommandFacts } from '../../shared/command-facts.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';

/** `hookswitch completion SHELL`. */
export async function completion(_shell: string, _all: readonly CommandFacts[], _io: Io): Promise<number> {
  return exitCodes.met;
}
