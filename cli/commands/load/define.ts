import { command } from '../../shared/command.ts';
import { loadOptions } from './options.ts';

const notes = `
Due times are fixed beforehand and never wait for the receiver. lag is how late the tool sent, service how long an answer took, ack
from when a message was due to its acknowledgement, resends included.

Examples:
  hookswitch load http://localhost:3000/webhook --rate 200 --duration 30s
  hookswitch load http://localhost:3000/webhook --rate 500 --forged 5% --repeated 5% --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch load http://localhost:3000/webhook --find-limit --max-p99 500ms --report html=load.html
  hookswitch load https://staging.example.com/ycm --allow-host staging.example.com --i-own-this-host --rate 50
  hookswitch load http://10.0.0.7/webhook --allow-host 10.0.0.7 --i-own-this-host --via redis://10.0.0.5 --workers 4 --rate 40000

Exit codes: 0 all that is demanded was met, 1 something was missed, 2 wrong use, 3 receiver, Redis or workers not reachable, 4 the end state could not be told,
  5 our mistake, 130 interrupted (the report tells what was sent)`;

export const loadCommand = command({
  name: 'load',
  description:
    'many messages at a rate: whether the receiver acknowledges inside the timeout, and is still right',
  arguments: [{ name: '<url>', help: 'the receiver' }],
  options: loadOptions,
  notes,
  run: ({ runLoadCommand }, { args: [url], flags, io }) => runLoadCommand(url, flags, io),
});
