import { command } from '../../shared/command.ts';
import { listenOptions } from './options.ts';

const notes = `
Every path accepts messages. A body over 10 MiB gets a 413. Secrets and the values of Authorization, Cookie and similar headers are
neither shown nor recorded.

With --forward-to, the receiver's response goes back to the sender. If there is none, the sender gets a 200 if the message is recorded,
otherwise a 502 or 504. hookswitch replay FILE --missed sends what the receiver has not acknowledged.

Examples:
  hookswitch listen                                         the secret is in YCM_WEBHOOK_SECRET
  hookswitch listen --status 503,503,200 --delay 2s         watch a sender retry
  hookswitch listen --forward-to http://localhost:3000/webhook --record caught.ndjson
  hookswitch listen --record fixture.ndjson --redact --resign-env TEST_SECRET
  hookswitch listen --count 1 --record message.ndjson       wait for one message and keep it

Exit codes: 0 ended by Ctrl-C or --count; 2 usage error, or the recording can't be written; 5 internal error; 130 interrupted before
--count was reached`;

export const listenCommand = command({
  name: 'listen',
  description: 'receive webhooks: show each message, check its signature, record it, forward it',
  options: listenOptions,
  notes,
  run: ({ runListen }, { flags, io }) => runListen(flags, io),
});
