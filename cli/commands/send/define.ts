import { command } from '../../shared/command.ts';
import { sendOptions } from './options.ts';

const notes = `
Examples:
  hookswitch send http://localhost:3000/webhook                        the test message
  hookswitch send http://localhost:3000/webhook --sn 36AAAAAAAAAAAAZK --did 10021212 --did 10021213 --verbose
  hookswitch send http://localhost:3000/webhook --event capacity_change --set 0.repository.extensions=50
  hookswitch send http://localhost:3000/webhook --event did_change --fault lost-ack
  hookswitch send http://localhost:3000/webhook --fault wrong-secret --expect-status 401 --expect-within 1s
  hookswitch send http://localhost:3000/webhook --body message.json --json
  hookswitch send http://localhost:3000/webhook --scenario trunk-outage
  hookswitch send --webhooks webhooks.json --event did_change --count 100 --journal deliveries.jsonl

Faults: missing-signature, empty-signature, wrong-secret, tampered-body, altered-signature, swapped-signature, weak-digest,
  other-encoding, doubled-header, malformed-signature, header-case, other-method, forged-get, content-type, chunked-body,
  slow-body, broken-upload, lost-ack
  A message that a correct receiver rejects, such as a forged one, is sent once: the exit code is 0 if it got a 4xx.
  Any other fault applies to every attempt of a message. Exceptions: broken-upload and lost-ack cut the connection of the first attempt
  only, so that a genuine retry follows.

Exit codes: 0 every message acknowledged (or rejected, if it must be; or as --expect-status and --expect-within say), 1 at least one was
  not, 2 usage error, 5 internal error, 130 interrupted`;

export const sendCommand = command({
  name: 'send',
  description: 'send messages as YCM does, with timeouts and retries',
  arguments: [{ name: '[url]', help: 'the receiver, unless --webhooks is given' }],
  options: sendOptions,
  notes,
  run: ({ send }, { args: [url], flags, io }) => send(url, flags, io),
});
