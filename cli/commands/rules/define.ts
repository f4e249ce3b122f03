import { command } from '../../shared/command.ts';
import { rulesOptions } from './options.ts';

export const rulesCommand = command({
  name: 'rules',
  description: 'the catalogue of rules; one rule explained',
  arguments: [
    { name: '[id]', help: 'explain this rule; part of an id will do', completes: { names: 'rules' } },
  ],
  options: rulesOptions,
  run: ({ rules }, { args: [id], flags, io }) => rules(id, flags, io),
});
