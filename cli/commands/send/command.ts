import { type FlagsOf, inGroup, type OptionTable } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { seedOption } from '../../../options/seed.ts';
import { duration, file, integer, named, repeatedText, text } from '../../../options/values.ts';
import { eventNames } from '../../../simulator/events.ts';
import { command } from '../../shared/command.ts';
import { assignments } from './assignment.ts';
import { statusList } from './status-list.ts';
import { updateTime } from './update-time.ts';

const [firstEvent, ...otherEvents] = eventNames;
const eventChoices = [`${firstEvent} (the default)`, ...otherEvents].join(', ').replace(/, (\w+)$/, ' or $1');

export const sendOptions = {
  event: { flag: '--event <name>', help: eventChoices, value: named({ names: eventNames }) },
  scenario: {
    flag: '--scenario <name>',
    help: 'send a series of changes: onboarding, trunk-outage, number-porting, off-boarding, or a JSON file',
    value: named({ names: 'scenarios', path: 'file' }),
  },
  body: {
    flag: '--body <file>',
    help: 'sign and send the bytes of this file; - reads standard input',
    value: file,
  },
  fault: {
    flag: '--fault <name>',
    help: 'inject this fault into the message or the connection (listed below)',
    value: named({ names: 'faults' }),
  },
  count: { flag: '--count <number>', help: 'number of messages (default 1)', value: integer(1, 100_000) },
  concurrency: {
    flag: '--concurrency <number>',
    help: 'number of messages in flight at once',
    value: integer(1, 256),
    default: 1,
  },
  ...seedOption('generate the same messages again'),
  webhooks: {
    flag: '--webhooks <file>',
    help: 'JSON file: up to five webhooks, each with its events and where to read its secret',
    value: file,
  },
  journal: {
    flag: '--journal <file>',
    help: 'record every delivery and attempt in this file',
    value: file,
  },
  resume: {
    flag: '--resume',
    help: 'send only the messages that an interrupted run left pending in the journal',
  },
  ...inGroup('Message', {
    sn: {
      flag: '--sn <serial>',
      help: 'serial number of the PBX; sends did_change without --event',
      value: text,
    },
    did: {
      flag: '--did <number>',
      help: 'DID number that the PBX has now; repeatable; sends did_change without --event',
      value: repeatedText,
    },
    updateTime: {
      flag: '--update-time <time>',
      help: 'updateTime: seconds since 1970, a date, or relative to now, such as -5m',
      value: updateTime,
    },
    set: {
      flag: '--set <path=value>',
      help: 'change any value, such as 0.repository.extensions=50; := takes JSON; repeatable',
      value: assignments,
    },
    validate: {
      flag: '--no-validate',
      help: "send a message even if it doesn't match YCM's schema, or isn't JSON",
    },
  } satisfies OptionTable),
  ...inGroup('Result', {
    expectStatus: {
      flag: '--expect-status <list>',
      help: 'exit with 0 only if each message gets one of these statuses, such as 2xx or 401,403; each message is sent once',
      value: statusList,
    },
    expectWithin: {
      flag: '--expect-within <duration>',
      help: 'exit with 0 only if each response arrives in this time, such as 3s; each message is sent once',
      value: duration,
    },
    json: { flag: '--json', help: 'print one line of JSON per attempt' },
    verbose: { flag: '-v, --verbose', help: 'show headers and bodies too' },
  } satisfies OptionTable),
  ...receiverOptions,
} satisfies OptionTable;

export type SendFlags = FlagsOf<typeof sendOptions>;

const notes = `
Examples:
  hookswitch send http://localhost:3000/webhook                        the test message
  hookswitch send http://localhost:3000/webhook --sn 36AAAAAAAAAAAAZK --did 10021212 --did 10021213 --verbose
  hookswitch send http://localhost:3000/webhook --event capacity_change --set 0.repository.extensions=50
  hookswitch send http://localhost:3000/webhook --event did_change --fault lost-ack
  hookswitch send http://localhost:3000/webhook --fault wrong-secret --expect-status 401 --expect-within 1s
  hookswitch send http://localhost:3000/webhook --body message.json --json
  hookswitch send http://localhost:3000/webhook --scenario trunk-outage
  hookswitch send --webhooks webhooks.json --event did_change --count 100 --journal deliveries.jsonl

Faults: missing-signature, empty-signature, wrong-secret, tampered-body, altered-signature, swapped-signature, weak-digest,
  other-encoding, doubled-header, malformed-signature, header-case, other-method, forged-get, content-type, chunked-body,
  slow-body, broken-upload, lost-ack
  A message that a correct receiver rejects, such as a forged one, is sent once: the exit code is 0 if it got a 4xx.
  Any other fault applies to every attempt of a message. Exceptions: broken-upload and lost-ack cut the connection of the first attempt
  only, so that a genuine retry follows.

Exit codes: 0 every message acknowledged (or rejected, if it must be; or as --expect-status and --expect-within say), 1 at least one was
  not, 2 usage error, 5 internal error, 130 interrupted`;

export const sendCommand = command({
  name: 'send',
  description: 'send messages as YCM does, with timeouts and retries',
  arguments: [{ name: '[url]', help: 'the receiver, unless --webhooks is given' }],
  options: sendOptions,
  notes,
  run: async ({ args: [url], flags, io }) => (await import('./run.ts')).send(url, flags, io),
});
