import { command } from '../../shared/command.ts';
import { selfTestOptions } from './options.ts';

export const selfTestCommand = command({
  name: 'self-test',
  description: 'test the rules against receivers with known bugs',
  arguments: [
    {
      name: '[receivers]',
      help: 'only these built-in receivers, separated by commas',
      completes: { names: 'receivers' },
    },
  ],
  options: selfTestOptions,
  run: ({ selfTest }, { args: [names], flags, io }) => selfTest(names, flags, io),
});
