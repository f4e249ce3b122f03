import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type Done, load } from './load.ts';

export function addRules(program: Command, io: Io, done: Done): void {
  program
    .command('rules')
    .argument('[id]', 'explain this rule; part of an id will do')
    .description('the catalogue of rules; one rule explained')
    .option('--json', 'as JSON')
    .action(async (id: string | undefined, flags: { json?: boolean }) =>
      done((await load()).rules(id, flags, io)),
    );
}
