import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { command } from '../../shared/command.ts';

export const diffOptions = { json: { flag: '--json', help: 'print JSON' } } satisfies OptionTable;

export type DiffFlags = FlagsOf<typeof diffOptions>;

export const diffCommand = command({
  name: 'diff',
  description: 'show what changed between two reports',
  arguments: [
    {
      name: '<before>',
      help: 'the earlier report, from check --report json=FILE; - reads standard input',
      completes: { path: 'file' },
    },
    { name: '<after>', help: 'the later report', completes: { path: 'file' } },
  ],
  options: diffOptions,
  notes: '\nExit codes: 0 no new failures, 1 new failures, 2 usage error',
  run: async ({ args: [before, after], flags, io }) =>
    (await import('./run.ts')).diff(before, after, flags, io),
});
