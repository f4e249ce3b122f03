import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import type { BaselineFlags } from './run.ts';

export function addBaseline(program: Command, io: Io, done: Done): void {
  program
    .command('baseline')
    .description('known failures, which do not fail a check until they expire')
    .helpCommand(false)
    .command('update')
    .argument('<report>', 'what check --report json=FILE wrote; - is standard input')
    .description('accept what fails in a report, and drop what is met')
    .option('--baseline <file>', 'the list of known failures', 'hookswitch.baseline.json')
    .option('--reason <text>', 'why new ones are accepted, and where they are worked on')
    .option('--expires <day>', 'the last day on which they are, such as 2026-12-31')
    .action(async (file: string, flags: BaselineFlags) =>
      done(await (await load()).updateBaseline(file, flags, io)),
    );
}
