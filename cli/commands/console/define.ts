import { command } from '../../shared/command.ts';
import { consoleOptions } from './options.ts';

const notes = `
What is shown is kept in the folder, with the secrets of the webhooks, and is there again next time; deliveries that were under way go on.
Other machines can reach the page with --host only. The address that is printed opens it once, in one browser; then the next is printed.

Examples:
  hookswitch console --open                                 look at it in the browser
  hookswitch console --folder ./console --port 0            a state of its own, at any free port

Exit codes: 0 ended by Ctrl-C; 2 wrong use, the folder cannot be used or another console has it; 5 our mistake`;

export const consoleCommand = command({
  name: 'console',
  description: 'a web page: webhooks, the fleet, deliveries, an inbox and checks, to look at and to click',
  options: consoleOptions,
  notes,
  run: ({ openConsole }, { flags, io }) => openConsole(flags, io),
});
