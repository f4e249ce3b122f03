import { command } from '../../shared/command.ts';
import { baselineOptions } from './options.ts';

export const baselineUpdateCommand = command({
  name: 'baseline update',
  description: 'accept the failures in a report, and drop known failures that are fixed',
  arguments: [
    {
      name: '<report>',
      help: 'a report from check --report json=FILE; - reads standard input',
      completes: { path: 'file' },
    },
  ],
  options: baselineOptions,
  run: ({ updateBaseline }, { args: [file], flags, io }) => updateBaseline(file, flags, io),
});
