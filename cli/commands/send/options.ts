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
    help: 'a life of a fleet: onboarding, trunk-outage, number-porting, off-boarding, or a JSON file',
    value: named({ names: 'scenarios', path: 'file' }),
  },
  body: {
    flag: '--body <file>',
    help: 'send the bytes of this file instead (- is standard input), signed',
    value: file,
  },
  fault: {
    flag: '--fault <name>',
    help: 'send with this deliberate deviation',
    value: named({ names: 'faults' }),
  },
  count: { flag: '--count <number>', help: 'how many messages (default 1)', value: integer(1, 100_000) },
  concurrency: {
    flag: '--concurrency <number>',
    help: 'deliveries under way at once',
    value: integer(1, 256),
    default: 1,
  },
  ...seedOption('draw the same messages again'),
  webhooks: {
    flag: '--webhooks <file>',
    help: 'JSON: up to five webhooks to push to, each with its events and the name of its secret',
    value: file,
  },
  journal: {
    flag: '--journal <file>',
    help: 'keep every delivery and attempt in this SQLite file',
    value: file,
  },
  resume: {
    flag: '--resume',
    help: 'go on with what is pending in the journal of a run that ended early, and send nothing else',
  },
  json: { flag: '--json', help: 'one line of JSON for each attempt, on standard output' },
  ...receiverOptions,
} satisfies OptionTable;

export type SendFlags = FlagsOf<typeof sendOptions>;
