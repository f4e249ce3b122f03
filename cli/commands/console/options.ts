import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { folder, integer, text } from '../../shared/options/values.ts';

export const consoleOptions = {
  port: {
    flag: '--port <number>',
    help: 'port of the page; 0 picks a free one',
    value: integer(0, 65_535),
    default: 4680,
  },
  host: {
    flag: '--host <address>',
    help: 'address to listen on (default: only this machine can connect)',
    value: text,
  },
  inboxPort: {
    flag: '--inbox-port <number>',
    help: 'port on which the inbox receives webhooks; 0 picks a free one',
    value: integer(0, 65_535),
    default: 4681,
  },
  folder: {
    flag: '--folder <folder>',
    help: 'where to keep its data (default: hookswitch in your data folder)',
    value: folder,
  },
  allowHost: receiverOptions.allowHost,
  exec: {
    flag: '--exec <command>',
    help: 'command that starts your receiver, for checks that select it',
    value: text,
  },
  open: { flag: '--open', help: 'open the page in the browser' },
} satisfies OptionTable;

export type ConsoleFlags = FlagsOf<typeof consoleOptions>;
