import { eventNames } from '../../../simulator/events.ts';
import { type FlagsOf, inGroup, type OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { duration, file, integer, named, repeatedText, text } from '../../shared/options/values.ts';
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
