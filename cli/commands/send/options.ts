import { eventNames } from '../../../simulator/events.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { file, integer, named } from '../../shared/options/values.ts';

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
    help: 'record every delivery and attempt in this SQLite file',
    value: file,
  },
  resume: {
    flag: '--resume',
    help: 'send only the messages that an interrupted run left pending in the journal',
  },
  json: { flag: '--json', help: 'print one line of JSON per attempt' },
  ...receiverOptions,
} satisfies OptionTable;

export type SendFlags = FlagsOf<typeof sendOptions>;
