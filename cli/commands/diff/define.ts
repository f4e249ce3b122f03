import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import type { DiffFlags } from './run.ts';

export function addDiff(program: Command, io: Io, done: Done): void {
  program
    .command('diff')
    .argument('<before>', 'what check --report json=FILE wrote; - is standard input')
    .argument('<after>', 'the same of a later check')
    .description('what changed from one report to a later one')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit codes: 0 nothing new fails, 1 something fails that did not, 2 wrong use')
    .action(async (before: string, after: string, flags: DiffFlags) =>
      done(await (await load()).diff(before, after, flags, io)),
    );
}
