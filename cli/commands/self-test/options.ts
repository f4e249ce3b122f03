import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';

export const selfTestOptions = {
  list: { flag: '--list', help: 'only show which receivers there are, and what each does' },
  json: { flag: '--json', help: 'what was found as JSON' },
} satisfies OptionTable;

export type SelfTestFlags = FlagsOf<typeof selfTestOptions>;
