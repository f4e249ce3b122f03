import { command } from '../../shared/command.ts';
import { loadOptions } from './options.ts';

const notes = `
The schedule is fixed in advance: a slow receiver doesn't slow it down. In the result, lag is how late Hookswitch sent a message, service
is how long the response took, and ack is the time from when a message was due until it was acknowledged, including retries.

Examples:
  hookswitch load http://localhost:3000/webhook --rate 200 --duration 30s
  hookswitch load http://localhost:3000/webhook --rate 500 --forged 5% --repeated 5% --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch load http://localhost:3000/webhook --find-limit --max-p99 500ms --report html=load.html
  hookswitch load https://staging.example.com/ycm --allow-host staging.example.com --i-own-this-host --rate 50
  hookswitch load http://10.0.0.7/webhook --allow-host 10.0.0.7 --i-own-this-host --via redis://10.0.0.5 --workers 4 --rate 40000

Exit codes: 0 passed, 1 failed, 2 usage error, 3 receiver, Redis or workers not reachable, 4 end state unknown, 5 internal error,
  130 interrupted (the report shows what was sent)`;

export const loadCommand = command({
  name: 'load',
  description: 'send messages at a given rate, and check the response times and the resulting state',
  arguments: [{ name: '<url>', help: 'the receiver' }],
  options: loadOptions,
  notes,
  run: ({ runLoadCommand }, { args: [url], flags, io }) => runLoadCommand(url, flags, io),
});
