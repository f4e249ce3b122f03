import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { folder, integer, text } from '../../shared/options/values.ts';

export const consoleOptions = {
  port: {
    flag: '--port <number>',
    help: 'where the page is; 0 is any free port',
    value: integer(0, 65_535),
    default: 4680,
  },
  host: {
    flag: '--host <address>',
    help: 'an address of this machine (default: this machine alone can reach it)',
    value: text,
  },
  inboxPort: {
    flag: '--inbox-port <number>',
    help: 'where the inbox takes requests; 0 is any free port',
    value: integer(0, 65_535),
    default: 4681,
  },
  folder: {
    flag: '--folder <folder>',
    help: "where its state is kept (default: hookswitch in the user's data folder)",
    value: folder,
  },
  allowHost: receiverOptions.allowHost,
  open: { flag: '--open', help: 'open the page in the browser' },
} satisfies OptionTable;

export type ConsoleFlags = FlagsOf<typeof consoleOptions>;
