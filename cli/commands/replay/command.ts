import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { seedOption } from '../../../options/seed.ts';
import { named } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';
import { numbers } from './numbers.ts';

export const replayOptions = {
  asRecorded: {
    flag: '--as-recorded',
    help: 'send the same bytes, headers and signatures; needs no secret',
    conflicts: ['method', 'payloadIn', 'vary'],
  },
  only: {
    flag: '--only <numbers>',
    help: 'only these lines, deliveries or attempts: 3,5-9,12-',
    value: numbers,
  },
  missed: {
    flag: '--missed',
    help: 'only messages that listen --forward-to passed on and the receiver never acknowledged, each once',
    conflicts: ['rule'],
  },
  rule: {
    flag: '--rule <id>',
    help: 'only the exchanges of this rule in the report (default: all failed rules)',
    value: named({ names: 'rules' }),
  },
  ...seedOption('with --vary: pick the same values again'),
  json: { flag: '--json', help: 'print one line of JSON per attempt' },
  ...receiverOptions,
} satisfies OptionTable;

export type ReplayFlags = FlagsOf<typeof replayOptions>;

const notes = `
The file comes from listen --record, fixtures --format ndjson, send --journal or check --report json=FILE. The whole file is
validated before anything is sent.

Examples:
  hookswitch replay arrived.ndjson http://localhost:3000/webhook       with the secret in YCM_WEBHOOK_SECRET
  hookswitch replay arrived.ndjson http://localhost:3000/webhook --only 7 --as-recorded
  hookswitch replay caught.ndjson --missed                             what a forwarded receiver has not acknowledged
  hookswitch fixtures --negative --format ndjson | hookswitch replay - http://localhost:3000/webhook --as-recorded
  hookswitch replay report.json --rule signature/rejects-missing --as-recorded

Exit codes: 0 every response was a 2xx or what the recording expects; 1 at least one was not; 2 usage error; 3 receiver not reachable;
5 internal error; 130 interrupted`;

export const replayCommand = command({
  name: 'replay',
  description: 'send recorded messages again, exactly as recorded or with a new signature',
  arguments: [
    {
      name: '<file>',
      help: 'a recording, a journal or a JSON report; - reads standard input',
      completes: { path: 'file' },
    },
    { name: '[url]', help: 'the receiver (default: the URL in the file)' },
  ],
  options: replayOptions,
  notes,
  run: async ({ args: [file, url], flags, io }) => (await import('./run.ts')).replay(file, url, flags, io),
});
