import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { oneOf } from '../../shared/options/values.ts';

export const selfTestOptions = {
  list: { flag: '--list', help: 'list the receivers and their bugs' },
  json: { flag: '--json', help: 'print JSON' },
  time: {
    flag: '--time <clock>',
    help: 'check in simulated time, or in real time over sockets, one receiver at a time (default: simulated)',
    value: oneOf('simulated', 'real'),
  },
} satisfies OptionTable;

export type SelfTestFlags = FlagsOf<typeof selfTestOptions>;
