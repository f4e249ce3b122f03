import { type Command, Option } from 'commander';
import type { FixturesFlags } from '../commands/fixtures.ts';
import type { Io } from '../io.ts';
import { type Done, load } from './load.ts';
import { integer, list } from './parse.ts';
import { noLists, secretFlags } from './shared-flags.ts';

export function addFixtures(program: Command, io: Io, done: Done): void {
  const command = program
    .command('fixtures')
    .description('signed messages for tests in any language')
    .option('--event <names>', 'these kinds only: test,did_change,…', list)
    .addOption(
      new Option('--format <format>', 'json, http (the raw request) or curl')
        .choices(['json', 'http', 'curl'])
        .default('json'),
    )
    .option('--count <number>', 'messages of each kind', integer(1, 100_000), 1)
    .option('--seed <number>', 'draw the same messages again', integer(0, 2 ** 31 - 1))
    .option(
      '--url <url>',
      'the URL that raw requests and curl commands name',
      'http://localhost:3000/webhook',
    )
    .option('--out <folder>', 'write one file a message into this folder, with a manifest');
  secretFlags(command);
  command.addHelpText('after', fixturesHelp);
  command.action(async (flags: FixturesFlags) =>
    done(await (await load()).fixtures({ ...noLists, ...flags }, io)),
  );
}

const fixturesHelp = `
Without a secret the messages are signed with the example secret HookswitchExampleSecret32Letters, which no webhook has.
The same seed gives the same bytes.

Examples:
  hookswitch fixtures --out tests/fixtures --seed 1                    a file for each message, signatures in manifest.json
  hookswitch fixtures --event did_change --format curl | sh            send one`;
