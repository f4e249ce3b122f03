import { receiverTests } from '../../integrations/playwright.ts';
import { port, secret } from './receiver.ts';

const origin = `http://127.0.0.1:${port}`;

receiverTests({
  url: `${origin}/webhook`,
  observeUrl: `${origin}/state?sn={sn}`,
  secret,
  rules: ['signature/*', 'retry/*'],
});
