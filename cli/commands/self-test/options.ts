import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { list, oneOf } from '../../shared/options/values.ts';

export const selfTestOptions = {
  list: { flag: '--list', help: 'list the receivers and their bugs' },
  rules: {
    flag: '--rules <patterns>',
    help: "check only these rules, which takes a minute or two: 'retry/applies-once'",
    value: list({ names: 'rules' }),
  },
  json: { flag: '--json', help: 'print JSON' },
  time: {
    flag: '--time <clock>',
    help: 'check in simulated time, or in real time over sockets, one receiver at a time (default: simulated)',
    value: oneOf('simulated', 'real'),
  },
} satisfies OptionTable;

export type SelfTestFlags = FlagsOf<typeof selfTestOptions>;
