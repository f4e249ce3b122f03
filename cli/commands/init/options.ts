import { observerOptions } from '../../shared/options/observer.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { oneOf, text } from '../../shared/options/values.ts';

export const initOptions = {
  url: {
    flag: '--url <url>',
    help: 'where the receiver listens (default http://localhost:3000/webhook)',
    value: text,
  },
  exec: { flag: '--exec <command>', help: 'the command that starts it', value: text },
  observeUrl: observerOptions.observeUrl,
  ci: {
    flag: '--ci <name>',
    help: 'which CI gets a recipe (default github)',
    value: oneOf('github', 'gitlab', 'jenkins', 'none'),
  },
  yes: { flag: '-y, --yes', help: 'ask nothing' },
  force: { flag: '--force', help: 'write over files that are there' },
} satisfies OptionTable;

export type InitFlags = FlagsOf<typeof initOptions>;
