import type { Command } from 'commander';
import { eventNames } from '../../../simulator/events.ts';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { integer } from '../../shared/parse.ts';
import { noReceiverLists, receiverFlags } from '../../shared/shared-flags.ts';
import type { SendFlags } from './run.ts';

const [firstEvent, ...otherEvents] = eventNames;
const eventChoices = [`${firstEvent} (the default)`, ...otherEvents].join(', ').replace(/, (\w+)$/, ' or $1');

export function addSend(program: Command, io: Io, done: Done): void {
  const command = program
    .command('send')
    .argument('[url]', 'the receiver; or give --webhooks')
    .description('one message or more, as YCM would: retries, timeouts, live lines of every attempt')
    .option('--event <name>', eventChoices)
    .option(
      '--scenario <name>',
      'a life of a fleet: onboarding, trunk-outage, number-porting, off-boarding, or a JSON file',
    )
    .option('--body <file>', 'send the bytes of this file instead (- is standard input), signed')
    .option('--fault <name>', 'send with this deliberate deviation')
    .option('--count <number>', 'how many messages (default 1)', integer(1, 100_000))
    .option('--concurrency <number>', 'deliveries under way at once', integer(1, 256), 1)
    .option('--seed <number>', 'draw the same messages again', integer(0, 2 ** 31 - 1))
    .option(
      '--webhooks <file>',
      'JSON: up to five webhooks to push to, each with its events and the name of its secret',
    )
    .option('--journal <file>', 'keep every delivery and attempt in this SQLite file')
    .option(
      '--resume',
      'go on with what is pending in the journal of a run that ended early, and send nothing else',
    )
    .option('--json', 'one line of JSON for each attempt, on standard output');
  receiverFlags(command);
  command.addHelpText('after', sendHelp);
  command.action(async (url: string | undefined, flags: SendFlags) =>
    done(await (await load()).send(url, { ...noReceiverLists, ...flags }, io)),
  );
}

const sendHelp = `
Examples:
  hookswitch send http://localhost:3000/webhook                        the test message
  hookswitch send http://localhost:3000/webhook --event did_change --fault lost-ack
  hookswitch send http://localhost:3000/webhook --body message.json --json
  hookswitch send http://localhost:3000/webhook --scenario trunk-outage
  hookswitch send --webhooks webhooks.json --event did_change --count 100 --journal deliveries.db

Faults: missing-signature, empty-signature, wrong-secret, tampered-body, altered-signature, swapped-signature, weak-digest,
  other-encoding, doubled-header, malformed-signature, header-case, other-method, forged-get, content-type, chunked-body,
  slow-body, broken-upload, lost-ack
  A fault is in every attempt of a message. broken-upload and lost-ack cut the connection, so they are in the first only: what
  follows is the genuine resend.

Exit codes: 0 every message acknowledged, 1 one was not in the end, 2 wrong use, 5 our mistake, 130 interrupted`;
