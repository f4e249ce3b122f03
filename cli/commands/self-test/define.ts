import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import type { SelfTestFlags } from './run.ts';

export function addSelfTest(program: Command, io: Io, done: Done): void {
  program
    .command('self-test')
    .argument('[receiver]', 'this one of the built-in receivers only')
    .description('judge the rules: by receivers of which it is known what is wrong with them')
    .option('--list', 'only show which receivers there are, and what each does')
    .option('--json', 'what was found as JSON')
    .action(async (name: string | undefined, flags: SelfTestFlags) =>
      done(await (await load()).selfTest(name, flags, io)),
    );
}
