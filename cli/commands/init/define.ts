import { command } from '../../shared/command.ts';
import { initOptions } from './options.ts';

export const initCommand = command({
  name: 'init',
  description: 'write a configuration file and a CI job, and prompt for anything not given as a flag',
  options: initOptions,
  run: ({ init }, { flags, io }) => init(flags, io),
});
