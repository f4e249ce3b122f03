import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { collect, integer } from '../../shared/parse.ts';
import type { ConsoleFlags } from './run.ts';

export function addConsole(program: Command, io: Io, done: Done): void {
  program
    .command('console')
    .description('a web page: webhooks, the fleet, deliveries, an inbox and checks, to look at and to click')
    .option('--port <number>', 'where the page is; 0 is any free port', integer(0, 65_535), 4680)
    .option('--host <address>', 'an address of this machine (default: this machine alone can reach it)')
    .option(
      '--inbox-port <number>',
      'where the inbox takes requests; 0 is any free port',
      integer(0, 65_535),
      4681,
    )
    .option('--folder <folder>', "where its state is kept (default: hookswitch in the user's data folder)")
    .option('--allow-host <host>', 'a host other than this machine that may be reached; repeatable', collect)
    .option('--open', 'open the page in the browser')
    .addHelpText('after', consoleHelp)
    .action(async (flags: ConsoleFlags) => done(await (await load()).openConsole(flags, io)));
}

const consoleHelp = `
What is shown is kept in the folder, with the secrets of the webhooks, and is there again next time; deliveries that were under way go on.
Other machines can reach the page with --host only. The address that is printed opens it once, in one browser; then the next is printed.

Examples:
  hookswitch console --open                                 look at it in the browser
  hookswitch console --folder ./console --port 0            a state of its own, at any free port

Exit codes: 0 ended by Ctrl-C; 2 wrong use, the folder cannot be used or another console has it; 5 our mistake`;
