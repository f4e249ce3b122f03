import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { file, text } from '../../shared/options/values.ts';

export const baselineOptions = {
  baseline: {
    flag: '--baseline <file>',
    help: 'the list of known failures',
    value: file,
    default: 'hookswitch.baseline.json',
  },
  reason: {
    flag: '--reason <text>',
    help: 'why new ones are accepted, and where they are worked on',
    value: text,
  },
  expires: {
    flag: '--expires <day>',
    help: 'the last day on which they are, such as 2026-12-31',
    value: text,
  },
} satisfies OptionTable;

export type BaselineFlags = FlagsOf<typeof baselineOptions>;
