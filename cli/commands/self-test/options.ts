import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';

export const selfTestOptions = {
  list: { flag: '--list', help: 'list the receivers and their bugs' },
  json: { flag: '--json', help: 'print JSON' },
} satisfies OptionTable;

export type SelfTestFlags = FlagsOf<typeof selfTestOptions>;
