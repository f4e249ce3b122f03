import { observerOptions } from '../../../options/observer.ts';
import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { oneOf, text } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

/** The supported CI systems. */
export const ciNames = ['github', 'gitlab', 'jenkins', 'none'] as const;
export type CiName = (typeof ciNames)[number];

export const initOptions = {
  url: {
    flag: '--url <url>',
    help: 'where the receiver listens (default http://localhost:3000/webhook)',
    value: text,
  },
  exec: { flag: '--exec <command>', help: 'command that starts the receiver', value: text },
  observeUrl: observerOptions.observeUrl,
  ci: {
    flag: '--ci <name>',
    help: 'write a job for this CI (default github)',
    value: oneOf(...ciNames),
  },
  agent: {
    flag: '--agent',
    help: 'write only a skill file, which shows a coding agent how to check the receiver',
  },
  yes: { flag: '-y, --yes', help: "don't prompt" },
  force: { flag: '--force', help: 'overwrite existing files' },
} satisfies OptionTable;

export type InitFlags = FlagsOf<typeof initOptions>;

export const initCommand = command({
  name: 'init',
  description: 'write a configuration file and a CI job, and prompt for anything not given as a flag',
  options: initOptions,
  run: async ({ flags, io }) => (await import('./run.ts')).init(flags, io),
});
