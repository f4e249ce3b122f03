import { type Command, Option } from 'commander';
import type { FixturesFlags } from '../commands/fixtures.ts';
import type { Io } from '../io.ts';
import { type Done, load } from './load.ts';
import { integer, list } from './parse.ts';
import { methodFlags, noLists, profileFlags, secretFlags } from './shared-flags.ts';

export function addFixtures(program: Command, io: Io, done: Done): void {
  const command = program
    .command('fixtures')
    .description('signed messages for tests in any language')
    .option('--event <names>', 'these kinds only: test,did_change,…', list)
    .option('--negative', 'what a receiver has to refuse, and genuine messages that look as if it should')
    .addOption(
      new Option('--format <format>', 'json, ndjson (a recording), har, http (the raw request) or curl')
        .choices(['json', 'ndjson', 'har', 'http', 'curl'])
        .default('json'),
    )
    .option('--count <number>', 'messages of each kind', integer(1, 100_000), 1)
    .option('--seed <number>', 'draw the same messages again', integer(0, 2 ** 31 - 1))
    .option('--url <url>', 'the URL that requests name', 'http://localhost:3000/webhook')
    .option('--out <folder>', 'write one file a message into this folder, with a manifest');
  secretFlags(command);
  methodFlags(command);
  profileFlags(command);
  command.addHelpText('after', fixturesHelp);
  command.action(async (flags: FixturesFlags) =>
    done(await (await load()).fixtures({ ...noLists, ...flags }, io)),
  );
}

const fixturesHelp = `
Without a secret the messages are signed with the example secret HookswitchExampleSecret32Letters, which no webhook has.
The same seed gives the same bytes. Each fixture says what a right receiver does with it: acknowledge or refuse, and why.

Examples:
  hookswitch fixtures --out tests/fixtures --seed 1                    a file for each message, signatures in manifest.json
  hookswitch fixtures --negative --out tests/negative --seed 1         what has to be refused, and what must not be
  hookswitch fixtures --negative --format ndjson > negative.ndjson     the same as a recording
  hookswitch fixtures --event did_change --format curl | sh            send one`;
