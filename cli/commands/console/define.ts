import { command } from '../../shared/command.ts';
import { consoleOptions } from './options.ts';

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
  run: ({ openConsole }, { flags, io }) => openConsole(flags, io),
});
