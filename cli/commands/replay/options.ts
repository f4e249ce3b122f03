import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { named } from '../../shared/options/values.ts';
import { numbers } from './numbers.ts';

export const replayOptions = {
  asRecorded: {
    flag: '--as-recorded',
    help: 'the same bytes, headers and signatures; no secret is needed',
    conflicts: ['method', 'getCarriage', 'vary'],
  },
  only: { flag: '--only <numbers>', help: 'these lines, deliveries or attempts: 3,5-9,12-', value: numbers },
  rule: {
    flag: '--rule <id>',
    help: 'the evidence of this rule of a report (default: of all that failed)',
    value: named({ names: 'rules' }),
  },
  ...seedOption('with --vary: pick the same again'),
  json: { flag: '--json', help: 'one line of JSON for each attempt, on standard output' },
  ...receiverOptions,
} satisfies OptionTable;

export type ReplayFlags = FlagsOf<typeof replayOptions>;
