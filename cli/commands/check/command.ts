import { checkOptions } from '../../../options/check.ts';
import { command } from '../../shared/command.ts';

const notes = `
Examples:
  hookswitch check http://localhost:3000/webhook            reads the secret from YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check --app app.mjs --path /webhook            loads the module, and checks what it exports
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html
  hookswitch check reference                                checks the built-in reference receiver, as a demo

Exit codes: 0 passed, 1 failed, 2 usage error, 3 not reachable, 4 inconclusive, 5 internal error, 130 interrupted`;

export const checkCommand = command({
  name: 'check',
  description: 'test a receiver against the rules',
  arguments: [
    {
      name: '[url]',
      help: 'the receiver (default: from the configuration); "reference" is the built-in one',
    },
  ],
  options: checkOptions,
  notes,
  run: async ({ args: [url], flags, io }) => (await import('./run.ts')).runCheck(url, flags, io),
});
