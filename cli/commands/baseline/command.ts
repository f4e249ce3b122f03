import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { file, text } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

export const baselineOptions = {
  baseline: {
    flag: '--baseline <file>',
    help: 'file with the known failures',
    value: file,
    default: 'hookswitch.baseline.json',
  },
  reason: {
    flag: '--reason <text>',
    help: 'why the new failures are accepted, such as a ticket number',
    value: text,
  },
  expires: {
    flag: '--expires <day>',
    help: 'last day on which they are accepted, such as 2026-12-31',
    value: text,
  },
} satisfies OptionTable;

export type BaselineFlags = FlagsOf<typeof baselineOptions>;

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
  run: async ({ args: [file], flags, io }) => (await import('./run.ts')).updateBaseline(file, flags, io),
});
