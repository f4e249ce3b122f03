import { command } from '../../shared/command.ts';
import { checkOptions } from './options.ts';

const notes = `
Examples:
  hookswitch check                                          a demo
  hookswitch check http://localhost:3000/webhook            reads the secret from YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check --app app.mjs --path /webhook            loads the module, and checks what it exports
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html

Exit codes: 0 passed, 1 failed, 2 usage error, 3 not reachable, 4 inconclusive, 5 internal error, 130 interrupted`;

export const checkCommand = command({
  name: 'check',
  description: 'test a receiver against the rules',
  arguments: [
    {
      name: '[url]',
      help: 'the receiver; without it, a built-in one is checked as a demo',
    },
  ],
  options: checkOptions,
  notes,
  run: ({ runCheck }, { args: [url], flags, io }) => runCheck(url, flags, io),
});
