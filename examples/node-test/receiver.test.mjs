import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectCorrectReceiver, sampleMessage } from 'hookswitch';
import { deliver } from 'hookswitch/supertest';
import request from 'supertest';
import { createReceiver } from './receiver.mjs';

const secret = 'HookswitchExampleSecret32Letters';

test('it passes every rule', async () => {
  const { listener, stateOf } = createReceiver(secret);
  await expectCorrectReceiver({
    receiver: listener,
    receiverPath: '/webhook',
    observe: (sn) => stateOf(sn),
    secret,
    time: 'simulated',
  });
});

test('it stores the DIDs of a genuine message', async () => {
  const { listener, stateOf } = createReceiver(secret);
  const message = sampleMessage({ event: 'did_change', seed: 1 });
  await deliver(request(listener).post('/webhook'), message, { secret }).expect(200, { received: true });
  const [{ sn, trunkDidInfoList }] = message;
  assert.deepEqual(stateOf(sn).dids[0].content, trunkDidInfoList);
});

for (const fault of ['missing-signature', 'tampered-body', 'wrong-secret', 'doubled-header']) {
  test(`it stores nothing from a message with the fault ${fault}`, async () => {
    const { listener, stateOf } = createReceiver(secret);
    const message = sampleMessage({ event: 'did_change', seed: 1 });
    await deliver(request(listener).post('/webhook'), message, { secret, fault }).expect(401);
    assert.equal(stateOf(message[0].sn), null);
  });
}
