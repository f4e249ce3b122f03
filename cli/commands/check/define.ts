import { command } from '../../shared/command.ts';
import { checkOptions } from './options.ts';

const notes = `
Examples:
  hookswitch check                                          a demonstration
  hookswitch check http://localhost:3000/webhook            the secret is in YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html

Exit codes: 0 every judged rule met, 1 a rule failed, 2 wrong use, 3 not reachable, 4 inconclusive, 5 our mistake, 130 interrupted`;

export const checkCommand = command({
  name: 'check',
  description: 'judge a receiver',
  arguments: [
    {
      name: '[url]',
      help: 'the receiver; without it the built-in reference receiver, as a demonstration',
    },
  ],
  options: checkOptions,
  notes,
  run: ({ runCheck }, { args: [url], flags, io }) => runCheck(url, flags, io),
});
