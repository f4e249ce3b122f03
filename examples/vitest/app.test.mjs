import { sampleMessage } from 'hookswitch';
import { deliver } from 'hookswitch/supertest';
import 'hookswitch/vitest';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from './app.mjs';

const secret = 'HookswitchExampleSecret32Letters';

test('it passes every rule', async () => {
  const { app, stateOf } = createApp(secret);
  await expect({
    receiver: app,
    receiverPath: '/webhook',
    observe: (sn) => stateOf(sn),
    secret,
    time: 'simulated',
  }).toBeCorrectReceiver();
});

test('it stores the DIDs of a genuine message', async () => {
  const { app, stateOf } = createApp(secret);
  const message = sampleMessage({ event: 'did_change', seed: 1 });
  await deliver(request(app).post('/webhook'), message, { secret }).expect(200, { received: true });
  const [{ sn, trunkDidInfoList }] = message;
  expect(stateOf(sn).dids[0].content).toEqual(trunkDidInfoList);
});

test.each(['missing-signature', 'tampered-body', 'wrong-secret', 'doubled-header'])(
  'it stores nothing from a message with the fault %s',
  async (fault) => {
    const { app, stateOf } = createApp(secret);
    const message = sampleMessage({ event: 'did_change', seed: 1 });
    await deliver(request(app).post('/webhook'), message, { secret, fault }).expect(401);
    expect(stateOf(message[0].sn)).toBeNull();
  },
);
