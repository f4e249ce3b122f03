import { expect, it } from 'vitest';
import { openTestConsole } from '../console-driver.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

it('returns a secret only by the operations for that purpose', async () => {
  const running = await openTestConsole();
  const webhook = { url: running.inboxUrl, secret, method: 'POST', events: 'All' };
  const added = await running.ask('POST', '/api/webhooks', webhook);
  const { id } = added.value;
  const sent = await running.ask('POST', `/api/webhooks/${id}/test`);
  await running.ask('POST', '/api/inbox/secrets', { secret });
  const { seq } = sent.value;
  const answers = [added, sent];
  for (const path of [
    'push',
    'deliveries',
    `deliveries/${seq}`,
    `deliveries/${seq}/curl`,
    `deliveries/${seq}/fixture`,
  ])
    answers.push(await running.ask('GET', `/api/${path}`));
  for (const path of ['inbox', 'checks', 'fleet', 'console', 'rules'])
    answers.push(await running.ask('GET', `/api/${path}`));
  for (const { text } of answers) expect(text).not.toContain(secret);
  expect((await running.ask('GET', `/api/webhooks/${id}/secret`)).value).toEqual({ secret });
});
