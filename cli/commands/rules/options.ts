import { type Language, languages } from '../../../suites/lessons/lesson.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { oneOf } from '../../shared/options/values.ts';

export const rulesOptions = {
  json: { flag: '--json', help: 'as JSON' },
  lang: {
    flag: '--lang <language>',
    help: 'show the code of an explanation in this language (default ts)',
    value: oneOf(...(Object.keys(languages) as Language[])),
  },
} satisfies OptionTable;

export type RulesFlags = FlagsOf<typeof rulesOptions>;
