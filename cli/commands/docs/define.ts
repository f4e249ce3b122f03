import { command } from '../../shared/command.ts';
import { docsOptions } from './options.ts';

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
  run: ({ docs }, { flags, io }) => docs(flags, io),
});
