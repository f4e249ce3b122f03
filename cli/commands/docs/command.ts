import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { integer } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

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

const notes = `
Examples:
  hookswitch docs                                           print the address
  hookswitch docs --open                                    open it in the browser

Exit codes: 0 ended by Ctrl-C; 2 usage error; 5 internal error`;

export const docsCommand = command({
  name: 'docs',
  description: 'serve this documentation on your machine, offline',
  options: docsOptions,
  notes,
  run: async ({ flags, io }) => (await import('./run.ts')).docs(flags, io),
});
