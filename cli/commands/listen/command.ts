import type { PlannedResponse } from '../../../listener/response-plan.ts';
import { InvalidValue } from '../../../options/invalid-value.ts';
import { type FlagsOf, inGroup, type OptionTable, type Value } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { secretOptions } from '../../../options/secret.ts';
import { duration, file, integer, text } from '../../../options/values.ts';
import { defaultSettings } from '../../../simulator/sender/settings.ts';
import { command } from '../../shared/command.ts';

const maxResponses = 1000;

/** `503,close,200` as the responses in order. */
const answers: Value<readonly PlannedResponse[]> = {
  parse(list) {
    const words = list.split(',').map((word) => word.trim());
    if (words.length > maxResponses) throw new InvalidValue(`It can have at most ${maxResponses} responses.`);
    return words.map((word) => {
      if (word === 'close' || word === 'hang') return { kind: word };
      if (/^[2-5]\d\d$/.test(word)) return { kind: 'status', status: Number(word) };
      throw new InvalidValue(
        'It must be a list of statuses from 200 to 599, close or hang, such as 503,close,200.',
      );
    });
  },
  completes: { names: ['200', '401', '500', '503', 'close', 'hang'], many: true },
};

export const listenOptions = {
  port: {
    flag: '--port <number>',
    help: 'port to listen on; 0 picks a free one',
    value: integer(0, 65_535),
    default: 4000,
  },
  host: {
    flag: '--host <address>',
    help: 'address to listen on (default: only this machine can connect)',
    value: text,
  },
  status: {
    flag: '--status <list>',
    help: 'responses in order, such as 503,close,200; the last one repeats, close drops the connection, hang never responds (default 200)',
    value: answers,
  },
  close: {
    flag: '--close',
    help: 'close every connection without a response',
    conflicts: ['status', 'hang'],
  },
  hang: { flag: '--hang', help: 'never respond', conflicts: ['status', 'delay'] },
  delay: {
    flag: '--delay <duration>',
    help: 'time to wait before each response, such as 4s or 500ms',
    value: duration,
  },
  ...inGroup('Forward', {
    forwardTo: {
      flag: '--forward-to <url>',
      help: 'pass each request on to this receiver, and its response back to the sender',
      value: text,
      conflicts: ['status', 'close', 'hang', 'delay'],
    },
    timeout: {
      flag: '--timeout <seconds>',
      help: "the sender's timeout, 3 to 10: the receiver must respond a quarter of a second earlier",
      value: integer(3, 10),
      default: defaultSettings.timeoutSeconds,
    },
    allowHost: receiverOptions.allowHost,
    insecure: receiverOptions.insecure,
  } satisfies OptionTable),
  record: {
    flag: '--record <file>',
    help: 'append each request to this file as a line of JSON (NDJSON)',
    value: file,
  },
  redact: {
    flag: '--redact',
    help: 'replace numbers, names, other texts and times in what is recorded or printed as JSON',
  },
  resignEnv: {
    flag: '--resign-env <name>',
    help: 'with --redact: sign the redacted messages with the secret in this environment variable',
    value: text,
  },
  count: {
    flag: '--count <number>',
    help: 'stop after this many requests',
    value: integer(1, 1_000_000_000),
  },
  json: { flag: '--json', help: 'print each request to standard output as a line of JSON (NDJSON)' },
  quiet: { flag: '-q, --quiet', help: 'show problems only', conflicts: ['verbose'] },
  verbose: { flag: '-v, --verbose', help: 'show headers and body too' },
  ...secretOptions,
} satisfies OptionTable;

export type ListenFlags = FlagsOf<typeof listenOptions>;

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
  run: async ({ flags, io }) => (await import('./run.ts')).runListen(flags, io),
});
