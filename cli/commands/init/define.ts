import { command } from '../../shared/command.ts';
import { initOptions } from './options.ts';

export const initCommand = command({
  name: 'init',
  description: 'a configuration file and a CI recipe; asks on a terminal what the flags do not say',
  options: initOptions,
  run: ({ init }, { flags, io }) => init(flags, io),
});
