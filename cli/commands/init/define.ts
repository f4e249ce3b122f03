import { type Command, Option } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import type { InitFlags } from './run.ts';

export function addInit(program: Command, io: Io, done: Done): void {
  program
    .command('init')
    .description('a configuration file and a CI recipe; asks on a terminal what the flags do not say')
    .option('--url <url>', 'where the receiver listens (default http://localhost:3000/webhook)')
    .option('--exec <command>', 'the command that starts it')
    .option('--observe-url <url>', "shows a PBX's state as JSON; {sn} is replaced by its serial number")
    .addOption(
      new Option('--ci <name>', 'which CI gets a recipe (default github)').choices([
        'github',
        'gitlab',
        'jenkins',
        'none',
      ]),
    )
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'write over files that are there')
    .action(async (flags: InitFlags) => done(await (await load()).init(flags, io)));
}
