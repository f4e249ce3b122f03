import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { integer } from '../../shared/options/values.ts';

export const docsOptions = {
  port: {
    flag: '--port <number>',
    help: 'port of the documentation; 0 picks a free one',
    value: integer(0, 65_535),
    default: 4690,
  },
  open: { flag: '--open', help: 'open it in the browser' },
} satisfies OptionTable;

export type DocsFlags = FlagsOf<typeof docsOptions>;
