import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../schemas/index.ts';
import { secret, startRecording, status } from '../../support/recording-receiver.ts';
import { openTestConsole, type TestConsole } from './console-driver.ts';

type Answer = NonNullable<Parameters<typeof startRecording>[0]>;

/** A console whose only webhook goes to a receiver that responds like this. */
async function withReceiver(answer?: Answer) {
  const receiver = await startRecording(answer);
  const running = await openTestConsole();
  const webhook = { url: `${receiver.url}/hook`, method: 'POST', events: 'All', secret };
  const { id } = (await running.ask('POST', '/api/webhooks', webhook)).value;
  return { receiver, running, id: String(id), ask: running.ask };
}

async function ended({ ask }: Pick<TestConsole, 'ask'>, seq: number): Promise<void> {
  await expect
    .poll(async () => (await ask('GET', `/api/deliveries/${seq}`)).value.row.state)
    .not.toBe('pending');
}

const seqsOf = ({ value }: { value: { rows: { seq: number }[] } }) => value.rows.map(({ seq }) => seq);

describe('the deliveries', () => {
  it('are listed newest first, page by page, and can be searched', async () => {
    const { ask, id } = await withReceiver();
    for (let n = 1; n <= 5; n += 1) await ask('POST', `/api/webhooks/${id}/test`);
    await ask('POST', '/api/fleet/actions', {
      action: 'create-pbx',
      sn: '36findmePBX00001',
      didIds: [],
      repository: { extensions: '9' },
    });
    const first = await ask('GET', '/api/deliveries?limit=2');
    expect([seqsOf(first), first.value.total, first.value.next]).toEqual([[6, 5], 6, 5]);
    expect(seqsOf(await ask('GET', '/api/deliveries?limit=4&before=5'))).toEqual([4, 3, 2, 1]);
    expect(seqsOf(await ask('GET', '/api/deliveries?event=capacity_change'))).toEqual([6]);
    expect(seqsOf(await ask('GET', '/api/deliveries?text=FINDMEpbx'))).toEqual([6]);
    expect(seqsOf(await ask('GET', '/api/deliveries?text=%25'))).toEqual([]);
    expect(seqsOf(await ask('GET', '/api/deliveries?text=%00'))).toEqual([]);
    expect(seqsOf(await ask('GET', '/api/deliveries?text=/hook'))).toHaveLength(6);
    expect(seqsOf(await ask('GET', `/api/deliveries?webhook=${id}&event=test`))).toHaveLength(5);
    expect(seqsOf(await ask('GET', '/api/deliveries?webhook=other'))).toEqual([]);
    await ended({ ask }, 6);
    await expect.poll(async () => seqsOf(await ask('GET', '/api/deliveries?state=pending'))).toEqual([]);
    expect(seqsOf(await ask('GET', '/api/deliveries?state=acknowledged'))).toHaveLength(6);
  });

  it('show each attempt as it was sent, without a secret that the receiver revealed', async () => {
    const { ask, id } = await withReceiver((response, _request, n) => {
      response.statusCode = n === 1 ? 500 : 204;
      response.setHeader('X-Mine', secret);
      response.end(n === 1 ? `<script>alert(1)</script> ${secret}` : undefined);
    });
    await ask('POST', `/api/webhooks/${id}/test`);
    await ended({ ask }, 1);
    const detail = await ask('GET', '/api/deliveries/1');
    expect(detail.text).not.toContain(secret);
    const { row, attempts, settings, message } = detail.value;
    expect(row).toMatchObject({ state: 'acknowledged', event: 'test', webhookId: id });
    expect(settings).toEqual({ timeoutSeconds: 5, retryCount: 3 });
    expect(message.data).toContain('connectivity');
    expect(attempts).toMatchObject([
      {
        row: { n: 1, outcome: 'refused', status: 500 },
        request: { method: 'POST', target: '/webhook/hook' },
        response: { status: 500, body: { encoding: 'text', data: '<script>alert(1)</script> ***' } },
      },
      { row: { n: 2, outcome: 'acknowledged', status: 204 } },
    ]);
  });

  it('describe the result of an attempt without a response', async () => {
    const { ask, id } = await withReceiver((response) => response.destroy());
    await ask('PUT', '/api/push', { isEnabled: true, timeoutSeconds: 3, retryCount: 1 });
    await ask('POST', `/api/webhooks/${id}/test`);
    await ended({ ask }, 1);
    const { row } = (await ask('GET', '/api/deliveries/1')).value;
    expect(row.state).toBe('exhausted');
    expect(row.attempts).toMatchObject([
      { n: 1, outcome: 'connection-failed' },
      { n: 2, outcome: 'connection-failed' },
    ]);
    expect(row.attempts[0].detail).not.toBe('');
  });

  it('are resent with the same bytes, signed with the current secret', async () => {
    const { ask, id, receiver } = await withReceiver();
    await ask('POST', `/api/webhooks/${id}/test`);
    await ask('POST', `/api/webhooks/${id}/secret`);
    const again = await ask('POST', '/api/deliveries/1/again');
    expect([again.status, again.value.seq]).toEqual([202, 2]);
    await expect.poll(() => receiver.requests.length).toBe(2);
    const [first, second] = receiver.requests;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['x-signature']).not.toBe(first?.headers['x-signature']);
    await ask('DELETE', `/api/webhooks/${id}`);
    const refused = await ask('POST', '/api/deliveries/1/again');
    expect([refused.status, refused.value.code]).toEqual([409, 'no-webhook']);
  });

  it('become a curl command and a line of a recording that send the same', async () => {
    const { ask, id, receiver } = await withReceiver(status(200));
    await ask('POST', `/api/webhooks/${id}/test`);
    await ended({ ask }, 1);
    const { command } = (await ask('GET', '/api/deliveries/1/curl')).value;
    await promisify(execFile)('sh', ['-c', command]);
    const [sent, copied] = receiver.requests;
    expect(copied?.body).toEqual(sent?.body);
    expect(copied?.headers['x-signature']).toBe(sent?.headers['x-signature']);
    const fixture = await ask('GET', '/api/deliveries/1/fixture');
    expect(fixture.headers.get('content-disposition')).toBe('attachment; filename="delivery-1.ndjson"');
    expect(validate('recording', fixture.value)).toBeUndefined();
    expect(fixture.value.request.body.text).toBe(sent?.body.toString());
    expect(`${command}${fixture.text}`).not.toContain(secret);
  });

  it('send any text with a fault, once if it must be rejected, and are not exported then', async () => {
    const { ask, id, receiver } = await withReceiver(status(401));
    await ask('PUT', '/api/push', { isEnabled: false, timeoutSeconds: 3, retryCount: 1 });
    const path = `/api/webhooks/${id}/messages`;
    const { samples, faults } = (await ask('GET', '/api/messages')).value;
    expect(samples[0]).toEqual({
      event: 'test',
      body: '{"event":"test","message":"This is a webhook connectivity test."}',
    });
    expect(faults).toContainEqual({ name: 'empty-signature', title: 'with an empty X-Signature' });
    const sent = await ask('POST', path, { body: 'ÿ {', fault: 'empty-signature' });
    expect([sent.status, sent.value.fault]).toEqual([202, 'empty-signature']);
    await ask('POST', '/api/deliveries/1/again');
    await ended({ ask }, 1);
    await ended({ ask }, 2);
    expect(receiver.requests.map(({ body, headers }) => [body.toString(), headers['x-signature']])).toEqual([
      ['ÿ {', ''],
      ['ÿ {', ''],
    ]);
    for (const kind of ['curl', 'fixture'])
      expect((await ask('GET', `/api/deliveries/1/${kind}`)).value.code).toBe('has-fault');
    await ask('POST', path, { body: 'ÿ {', fault: 'chunked-body' });
    await ended({ ask }, 3);
    // A receiver should accept this fault, so it is retried.
    expect(receiver.requests).toHaveLength(4);
    const unknown = await ask('POST', path, { body: '', fault: 'empty-signatur' });
    expect([unknown.status, unknown.value.message]).toEqual([
      422,
      'there is no fault "empty-signatur"; did you mean empty-signature?',
    ]);
    expect((await ask('POST', '/api/webhooks/none/messages', { body: '' })).value.code).toBe('no-webhook');
  });

  it('are removed, oldest first, above the limit', async () => {
    const receiver = await startRecording();
    const { ask } = await openTestConsole(undefined, { keptDeliveries: 3 });
    const webhook = { url: receiver.url, method: 'POST', events: 'All' };
    const { id } = (await ask('POST', '/api/webhooks', webhook)).value;
    for (let n = 1; n <= 5; n += 1) await ask('POST', `/api/webhooks/${id}/test`);
    await expect
      .poll(async () => seqsOf(await ask('GET', '/api/deliveries?text=connectivity')))
      .toEqual([5, 4, 3]);
    const { total, next } = (await ask('GET', '/api/deliveries?limit=3')).value;
    expect([total, next]).toEqual([3, undefined]);
    expect((await ask('GET', '/api/deliveries/2')).value.message).toBe(
      'delivery 2 was removed; the oldest one left is 3',
    );
  });

  it('are refused if they do not exist', async () => {
    const { ask } = await openTestConsole();
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/again'],
      ['GET', '/curl'],
      ['GET', '/fixture'],
    ] as const) {
      const { status: got, value } = await ask(method, `/api/deliveries/7${path}`);
      expect([got, value.code]).toEqual([404, 'no-delivery']);
    }
    for (const path of ['?limit=501', '?limit=x', '?before=0', '?state=none', '?what=1', '/0', '/x'])
      expect((await ask('GET', `/api/deliveries${path}`)).status, path).toBe(400);
  });
});
