import { command } from '../../shared/command.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

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
  run: async ({ args: [shell], io }) => (await import('./run.ts')).completion(shell, io),
});
