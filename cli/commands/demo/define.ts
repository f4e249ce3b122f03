import { command } from '../../shared/command.ts';
import { demoOptions } from './options.ts';

const notes = `
The receiver has five bugs. Fix the first finding, then run npx hookswitch check in the folder, until it passes.

Examples:
  hookswitch demo                                           write it to hookswitch-demo, and check it
  hookswitch demo trial --stack express --port 8080

Exit codes: 1 the receiver failed the check, as it should; 2 usage error, or the folder isn't empty; 3 the receiver did not start;
130 interrupted`;

export const demoCommand = command({
  name: 'demo',
  description: 'write a small broken receiver and check it, to practice fixing the findings',
  arguments: [
    {
      name: '[folder]',
      help: 'where to write the receiver (default: hookswitch-demo)',
      completes: { path: 'folder' },
    },
  ],
  options: demoOptions,
  notes,
  run: ({ demo }, { args: [folder], flags, io }) => demo(folder, flags, io),
});
