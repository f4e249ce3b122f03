import { command } from '../../shared/command.ts';
import { shells } from './shells.ts';

export const completionCommand = command({
  name: 'completion',
  description: 'print a script for tab completion in your shell',
  arguments: [{ name: '<shell>', help: 'bash, zsh or fish', completes: { names: shells } }],
  options: {},
  notes: `
Examples:
  source <(hookswitch completion bash)                      in ~/.bashrc
  source <(hookswitch completion zsh)                       in ~/.zshrc, after compinit
  hookswitch completion fish | source                       in ~/.config/fish/config.fish

It completes hookswitch and npx hookswitch. If it's installed in your project only:
  source <(npx hookswitch completion bash)`,
  run: ({ completion }, { args: [shell], io, all }) => completion(shell, all, io),
});
