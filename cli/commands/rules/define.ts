import { type Command, Option } from 'commander';
import { languages } from '../../../suites/lessons/lesson.ts';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import type { RulesFlags } from './run.ts';

export function addRules(program: Command, io: Io, done: Done): void {
  program
    .command('rules')
    .argument('[id]', 'explain this rule; part of an id will do')
    .description('the catalogue of rules; one rule explained')
    .option('--json', 'as JSON')
    .addOption(
      new Option(
        '--lang <language>',
        'show the code of an explanation in this language (default ts)',
      ).choices(Object.keys(languages)),
    )
    .action(async (id: string | undefined, flags: RulesFlags) =>
      done(await (await load()).rules(id, flags, io)),
    );
}
