import { command } from '../../shared/command.ts';
import { selfTestOptions } from './options.ts';

export const selfTestCommand = command({
  name: 'self-test',
  description: 'judge the rules: by receivers of which it is known what is wrong with them',
  arguments: [
    {
      name: '[receiver]',
      help: 'this one of the built-in receivers only',
      completes: { names: 'receivers' },
    },
  ],
  options: selfTestOptions,
  run: ({ selfTest }, { args: [name], flags, io }) => selfTest(name, flags, io),
});
