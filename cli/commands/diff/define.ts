import { command } from '../../shared/command.ts';
import { diffOptions } from './options.ts';

export const diffCommand = command({
  name: 'diff',
  description: 'what changed from one report to a later one',
  arguments: [
    {
      name: '<before>',
      help: 'what check --report json=FILE wrote; - is standard input',
      completes: { path: 'file' },
    },
    { name: '<after>', help: 'the same of a later check', completes: { path: 'file' } },
  ],
  options: diffOptions,
  notes: '\nExit codes: 0 nothing new fails, 1 something fails that did not, 2 wrong use',
  run: ({ diff }, { args: [before, after], flags, io }) => diff(before, after, flags, io),
});
