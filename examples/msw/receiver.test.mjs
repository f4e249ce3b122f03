import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { check, sampleMessage, Ycm } from 'hookswitch';
import { recordCalls, ycmOpenApi } from 'hookswitch/msw';
import { deliver } from 'hookswitch/supertest';
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { createReceiver } from './receiver.mjs';

const secret = 'HookswitchExampleSecret32Letters';
const service = 'https://crm.example.com';
const crm = recordCalls({ url: `${service}/*` });
// supertest calls the receiver itself, which msw lets through.
const toReceiver = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());
const server = setupServer(...crm.handlers, toReceiver);

before(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  crm.reset();
  server.resetHandlers();
});
after(() => server.close());

test('it passes every rule', async () => {
  const { listener } = createReceiver(secret, service);
  const report = await check({
    receiver: listener,
    receiverPath: '/webhook',
    observe: crm.observe,
    secret,
  });
  const failures = report.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  assert.deepEqual(
    failures.map(({ id, finding, reason }) => `${id}: ${finding?.actual ?? reason}`),
    [],
  );
});

for (const failure of [{ status: 503 }, 'network-error', 'hang']) {
  test(`it makes YCM retry when the service fails: ${JSON.stringify(failure)}`, async () => {
    const { listener } = createReceiver(secret, service);
    const message = sampleMessage({ event: 'did_change', seed: 1 });
    const send = () => deliver(request(listener).post('/webhook'), message, { secret });
    crm.respondNext(failure);
    await send().expect(502);
    await send().expect(200);
    await send().expect(200);
    assert.equal(crm.calls.length, 2);
    const [{ sn, trunkDidInfoList }] = message;
    assert.deepEqual(crm.observe(sn), {
      calls: 1,
      latest: { [`${service}/pbxs/${sn}/dids`]: { method: 'POST', body: trunkDidInfoList } },
    });
  });
}

test('it sends the service what a client changes through the Open API', async () => {
  const { listener } = createReceiver(secret, service);
  const receiver = createServer(listener).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const did = { did: '10021212', didId: '1192488', trunkId: '114529', trunkName: 'shared' };
  const ycm = new Ycm({ webhooks: [{ url: `http://127.0.0.1:${receiver.address().port}/webhook`, secret }] });
  await ycm.act({ action: 'add-trunk', dids: [did] });
  await ycm.act({ action: 'create-pbx', sn: '36AAAAAAAAAAAAZK', didIds: [] });
  const api = ycmOpenApi(ycm, { clientId: 'test', clientSecret: 'test-secret' });
  server.use(...api.handlers);

  const form = { grant_type: 'client_credentials', client_id: 'test', client_secret: 'test-secret' };
  const openApi = 'https://ycm.yeastar.com/dm/open_api';
  const granted = await fetch(`${openApi}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = await granted.json();
  const id = api.cloudPbxIdOf('36AAAAAAAAAAAAZK');
  const bound = await fetch(`${openApi}/v1/cloud_pbx/instances/${id}/did`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'User-Agent': 'OpenAPI' },
    body: JSON.stringify({ trunkDidRelations: [{ trunkId: 114529, didIds: [1192488] }] }),
  });
  assert.equal((await bound.json()).status, 'Success');

  await ycm.idle();
  assert.deepEqual(crm.calls.at(-1).body, [did]);
  await ycm.close();
  receiver.close();
});
