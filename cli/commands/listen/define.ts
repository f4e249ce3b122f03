import { command } from '../../shared/command.ts';
import { listenOptions } from './options.ts';

const notes = `
Any path is a webhook. A body of more than 10 MiB is answered 413. Values of Authorization, Cookie and the like are neither shown nor
recorded, and no secret is.

Examples:
  hookswitch listen                                         the secret is in YCM_WEBHOOK_SECRET
  hookswitch listen --status 503,503,200 --delay 2s         watch a sender resend
  hookswitch listen --count 1 --record message.ndjson       wait for one message, and keep it

Exit codes: 0 ended by Ctrl-C, or by --count; 2 wrong use, or the recording cannot be written; 5 our mistake; 130 interrupted before
--count was reached`;

export const listenCommand = command({
  name: 'listen',
  description: 'a receiver that shows what arrives, whether the signature holds and why not, and records it',
  options: listenOptions,
  notes,
  run: ({ runListen }, { flags, io }) => runListen(flags, io),
});
