import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { oneOf } from '../../../options/values.ts';
import { type Language, languages } from '../../../suites/lessons/lesson.ts';
import { command } from '../../shared/command.ts';

export const rulesOptions = {
  json: { flag: '--json', help: 'print JSON' },
  lang: {
    flag: '--lang <language>',
    help: 'language of the code in the explanation (default ts)',
    value: oneOf(...(Object.keys(languages) as Language[])),
  },
} satisfies OptionTable;

export type RulesFlags = FlagsOf<typeof rulesOptions>;

export const rulesCommand = command({
  name: 'rules',
  description: 'list the rules, or explain one',
  arguments: [
    { name: '[id]', help: 'explain this rule; part of an id is enough', completes: { names: 'rules' } },
  ],
  options: rulesOptions,
  run: async ({ args: [id], flags, io }) => (await import('./run.ts')).runRulesCommand(id, flags, io),
});
