import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { integer, oneOf } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

export const demoOptions = {
  stack: {
    flag: '--stack <name>',
    help: 'write the receiver for node (needs no packages) or express (needs the package express)',
    value: oneOf('node', 'express'),
    default: 'node',
  },
  port: {
    flag: '--port <number>',
    help: 'port on which the receiver listens',
    value: integer(1, 65_535),
    default: 3000,
  },
} satisfies OptionTable;

export type DemoFlags = FlagsOf<typeof demoOptions>;

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
  run: async ({ args: [folder], flags, io }) => (await import('./run.ts')).demo(folder, flags, io),
});
