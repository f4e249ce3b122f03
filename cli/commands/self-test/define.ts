import { command } from '../../shared/command.ts';
import { selfTestOptions } from './options.ts';

export const selfTestCommand = command({
  name: 'self-test',
  description: 'test the rules against receivers with known bugs',
  arguments: [
    {
      name: '[receiver]',
      help: 'only this built-in receiver',
      completes: { names: 'receivers' },
    },
  ],
  options: selfTestOptions,
  run: ({ selfTest }, { args: [name], flags, io }) => selfTest(name, flags, io),
});
