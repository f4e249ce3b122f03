import { command } from '../../shared/command.ts';
import { sendOptions } from './options.ts';

const notes = `
Examples:
  hookswitch send http://localhost:3000/webhook                        the test message
  hookswitch send http://localhost:3000/webhook --event did_change --fault lost-ack
  hookswitch send http://localhost:3000/webhook --body message.json --json
  hookswitch send http://localhost:3000/webhook --scenario trunk-outage
  hookswitch send --webhooks webhooks.json --event did_change --count 100 --journal deliveries.db

Faults: missing-signature, empty-signature, wrong-secret, tampered-body, altered-signature, swapped-signature, weak-digest,
  other-encoding, doubled-header, malformed-signature, header-case, other-method, forged-get, content-type, chunked-body,
  slow-body, broken-upload, lost-ack
  A fault is in every attempt of a message. broken-upload and lost-ack cut the connection, so they are in the first only: what
  follows is the genuine resend.

Exit codes: 0 every message acknowledged, 1 one was not in the end, 2 wrong use, 5 our mistake, 130 interrupted`;

export const sendCommand = command({
  name: 'send',
  description: 'one message or more, as YCM would: retries, timeouts, live lines of every attempt',
  arguments: [{ name: '[url]', help: 'the receiver; or give --webhooks' }],
  options: sendOptions,
  notes,
  run: ({ send }, { args: [url], flags, io }) => send(url, flags, io),
});
