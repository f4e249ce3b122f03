import { expect, it } from 'vitest';
import { webhookNames } from '../../../console/page/pages/deliveries/webhook-names.ts';

it('tells webhooks with the same URL apart', () => {
  const url = 'http://localhost:3000/webhook';
  const names = webhookNames([
    { id: 'a', url, method: 'POST' },
    { id: 'b', url: `${url}/b`, method: 'POST' },
    { id: 'c', url, method: 'POST' },
    { id: 'd', url, method: 'GET' },
  ]);
  expect([...names]).toEqual([
    ['a', `${url} (webhook 1)`],
    ['b', `${url}/b`],
    ['c', `${url} (webhook 3)`],
    ['d', `${url} (GET)`],
  ]);
});
