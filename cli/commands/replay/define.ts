import { type Command, Option } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { numbers } from '../../shared/numbers.ts';
import { integer } from '../../shared/parse.ts';
import { noReceiverLists, receiverFlags } from '../../shared/shared-flags.ts';
import type { ReplayFlags } from './run.ts';

export function addReplay(program: Command, io: Io, done: Done): void {
  const command = program
    .command('replay')
    .argument('<file>', 'a recording, a journal or a JSON report (- is standard input)')
    .argument('[url]', 'the receiver (default: where it was sent to, if the file says so)')
    .description('send again what was recorded, in its order: signed anew, or as it was')
    .addOption(
      new Option('--as-recorded', 'the same bytes, headers and signatures; no secret is needed').conflicts([
        'method',
        'getCarriage',
        'vary',
      ]),
    )
    .option('--only <numbers>', 'these lines, deliveries or attempts: 3,5-9,12-', numbers)
    .option('--rule <id>', 'the evidence of this rule of a report (default: of all that failed)')
    .option('--seed <number>', 'with --vary: pick the same again', integer(0, 2 ** 31 - 1))
    .option('--json', 'one line of JSON for each attempt, on standard output');
  receiverFlags(command);
  command.addHelpText('after', replayHelp);
  command.action(async (file: string, url: string | undefined, flags: ReplayFlags) =>
    done(await (await load()).replay(file, url, { ...noReceiverLists, ...flags }, io)),
  );
}

const replayHelp = `
The file is one of listen --record, fixtures --format ndjson, send --journal or check --report json=FILE. All of it is read and found
right before anything is sent.

Examples:
  hookswitch replay arrived.ndjson http://localhost:3000/webhook       with the secret in YCM_WEBHOOK_SECRET
  hookswitch replay arrived.ndjson http://localhost:3000/webhook --only 7 --as-recorded
  hookswitch fixtures --negative --format ndjson | hookswitch replay - http://localhost:3000/webhook --as-recorded
  hookswitch replay report.json --rule signature/rejects-missing --as-recorded

Exit codes: 0 every message acknowledged, or as the recording expects; 1 one was not in the end; 2 wrong use; 3 the receiver cannot be
reached; 5 our mistake; 130 interrupted`;
