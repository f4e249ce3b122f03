import { command } from '../../shared/command.ts';
import { rulesOptions } from './options.ts';

export const rulesCommand = command({
  name: 'rules',
  description: 'the catalogue of rules; one rule explained',
  arguments: [
    { name: '[id]', help: 'explain this rule; part of an id will do', completes: { names: 'rules' } },
  ],
  options: rulesOptions,
  run: ({ runRulesCommand }, { args: [id], flags, io }) => runRulesCommand(id, flags, io),
});
