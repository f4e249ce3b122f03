import { command } from '../../shared/command.ts';
import { listenOptions } from './options.ts';

const notes = `
Every path accepts messages. A body over 10 MiB gets a 413. Secrets and the values of Authorization, Cookie and similar headers are
neither shown nor recorded.

Examples:
  hookswitch listen                                         the secret is in YCM_WEBHOOK_SECRET
  hookswitch listen --status 503,503,200 --delay 2s         watch a sender retry
  hookswitch listen --count 1 --record message.ndjson       wait for one message and keep it

Exit codes: 0 ended by Ctrl-C or --count; 2 usage error, or the recording can't be written; 5 internal error; 130 interrupted before
--count was reached`;

export const listenCommand = command({
  name: 'listen',
  description: 'receive webhooks: show each message, check its signature, record it',
  options: listenOptions,
  notes,
  run: ({ runListen }, { flags, io }) => runListen(flags, io),
});
