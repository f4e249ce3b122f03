import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { named } from '../../shared/options/values.ts';
import { numbers } from './numbers.ts';

export const replayOptions = {
  asRecorded: {
    flag: '--as-recorded',
    help: 'send the same bytes, headers and signatures; needs no secret',
    conflicts: ['method', 'payloadIn', 'vary'],
  },
  only: {
    flag: '--only <numbers>',
    help: 'only these lines, deliveries or attempts: 3,5-9,12-',
    value: numbers,
  },
  missed: {
    flag: '--missed',
    help: 'only messages that listen --forward-to passed on and the receiver never acknowledged, each once',
    conflicts: ['rule'],
  },
  rule: {
    flag: '--rule <id>',
    help: 'only the exchanges of this rule in the report (default: all failed rules)',
    value: named({ names: 'rules' }),
  },
  ...seedOption('with --vary: pick the same values again'),
  json: { flag: '--json', help: 'print one line of JSON per attempt' },
  ...receiverOptions,
} satisfies OptionTable;

export type ReplayFlags = FlagsOf<typeof replayOptions>;
