import { command } from '../../shared/command.ts';
import { replayOptions } from './options.ts';

const notes = `
The file is one of listen --record, fixtures --format ndjson, send --journal or check --report json=FILE. All of it is read and found
right before anything is sent.

Examples:
  hookswitch replay arrived.ndjson http://localhost:3000/webhook       with the secret in YCM_WEBHOOK_SECRET
  hookswitch replay arrived.ndjson http://localhost:3000/webhook --only 7 --as-recorded
  hookswitch fixtures --negative --format ndjson | hookswitch replay - http://localhost:3000/webhook --as-recorded
  hookswitch replay report.json --rule signature/rejects-missing --as-recorded

Exit codes: 0 every message acknowledged, or as the recording expects; 1 one was not in the end; 2 wrong use; 3 the receiver cannot be
reached; 5 our mistake; 130 interrupted`;

export const defineReplay = command({
  name: 'replay',
  description: 'send again what was recorded, in its order: signed anew, or as it was',
  arguments: [
    {
      name: '<file>',
      help: 'a recording, a journal or a JSON report (- is standard input)',
      completes: { path: 'file' },
    },
    { name: '[url]', help: 'the receiver (default: where it was sent to, if the file says so)' },
  ],
  options: replayOptions,
  notes,
  run: ({ replay }, { args: [file, url], flags, io }) => replay(file, url, flags, io),
});
