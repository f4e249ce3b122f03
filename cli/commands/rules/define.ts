import { command } from '../../shared/command.ts';
import { rulesOptions } from './options.ts';

export const rulesCommand = command({
  name: 'rules',
  description: 'list the rules, or explain one',
  arguments: [
    { name: '[id]', help: 'explain this rule; part of an id is enough', completes: { names: 'rules' } },
  ],
  options: rulesOptions,
  run: ({ runRulesCommand }, { args: [id], flags, io }) => runRulesCommand(id, flags, io),
});
