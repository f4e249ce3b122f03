import { command } from '../../shared/command.ts';
import { baselineOptions } from './options.ts';

export const baselineUpdateCommand = command({
  name: 'baseline update',
  description: 'accept what fails in a report, and drop what is met',
  arguments: [
    {
      name: '<report>',
      help: 'what check --report json=FILE wrote; - is standard input',
      completes: { path: 'file' },
    },
  ],
  options: baselineOptions,
  run: ({ updateBaseline }, { args: [file], flags, io }) => updateBaseline(file, flags, io),
});
