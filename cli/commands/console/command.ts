import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { folder, integer, text } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

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

const notes = `
The folder keeps everything, including the secrets of the webhooks. After a restart, unfinished deliveries resume.
Other machines can reach the page only with --host. The printed address works once, in one browser. Then the console prints a new one.

Examples:
  hookswitch console --open                                 open it in the browser
  hookswitch console --folder ./console --port 0            keep its data here, use any free port
  hookswitch console --exec 'node server.js'                let checks start and restart your receiver

Exit codes: 0 ended by Ctrl-C; 2 usage error, or the folder can't be used or is in use; 5 internal error`;

export const consoleCommand = command({
  name: 'console',
  description: 'serve a web page to manage webhooks and PBXs, see deliveries, and run checks',
  options: consoleOptions,
  notes,
  run: async ({ flags, io }) => (await import('./run.ts')).openConsole(flags, io),
});
