import { describe, expect, it } from 'vitest';
import { Hub } from '../../../console/server/events/hub.ts';
import { WebhookService } from '../../../console/server/push/webhook-service.ts';
import { KnownSecrets } from '../../../console/server/safety/known-secrets.ts';
import { HookswitchError, Sender } from '../../../simulator/index.ts';
import { startRecording } from '../../support/recording-receiver.ts';
import { openTestConsole, temporaryFolder } from './console-driver.ts';

const form = { url: 'http://localhost:3999/webhook', method: 'POST', events: 'All' } as const;
const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
/** Computed with `openssl dgst -sha256 -hmac` and `sha256sum` from the test message and that secret. */
const bySsl = {
  signature: '/t++Nq6Wn1N6bw1fxJ4176W8LAT7nNxt0jtJMxfLJTY=',
  hmacHex: 'fedfbe36ae969f537a6f0d5fc49e35efa5bc2c04fb9cdc6dd23b493317cb2536',
  messageSha256: 'e950f712aa932f4bcce7b56bc1d4c26a5d273dbf90c8919cff0c51fae2c7ed89',
};

describe('the push page', () => {
  it("begins with the vendor's defaults and no webhook", async () => {
    const { ask } = await openTestConsole();
    expect((await ask('GET', '/api/push')).value).toEqual({
      settings: { isEnabled: true, timeoutSeconds: 5, retryCount: 3 },
      webhooks: [],
      maxWebhooks: 5,
      eventTitles: ['PCE DID Change', 'PCE Capacity Change'],
    });
  });

  it("saves the settings above and below the list, within the vendor's limits", async () => {
    const { ask } = await openTestConsole();
    const settings = { isEnabled: false, timeoutSeconds: 10, retryCount: 1 };
    expect((await ask('PUT', '/api/push', settings)).value.settings).toEqual(settings);
    for (const wrong of [
      { timeoutSeconds: 2 },
      { timeoutSeconds: 11 },
      { retryCount: 0 },
      { retryCount: 6 },
    ]) {
      const refused = await ask('PUT', '/api/push', { ...settings, ...wrong });
      expect([refused.status, refused.value.field]).toEqual([422, Object.keys(wrong)[0]]);
    }
    expect((await ask('GET', '/api/push')).value.settings).toEqual(settings);
  });

  it('accepts five webhooks, but not a sixth', async () => {
    const { ask } = await openTestConsole();
    for (let n = 1; n <= 5; n += 1) expect((await ask('POST', '/api/webhooks', form)).status).toBe(201);
    const sixth = await ask('POST', '/api/webhooks', form);
    expect(sixth.status).toBe(422);
    expect(sixth.value.message).toMatch(/YCM supports up to 5 webhooks/);
  });

  it('says which field is wrong', async () => {
    const { ask } = await openTestConsole();
    const wrong: readonly [object, string][] = [
      [{ url: 'nowhere' }, 'url'],
      [{ url: 'ftp://localhost/' }, 'url'],
      [{ url: 'http://example.com/' }, 'url'],
      [{ url: 'http://169.254.169.254/' }, 'url'],
      [{ secret: 'short' }, 'secret'],
      [{ method: 'PUT' }, 'method'],
      [{ events: [] }, 'events'],
    ];
    for (const [change, field] of wrong) {
      const refused = await ask('POST', '/api/webhooks', { ...form, ...change });
      expect([change, refused.status, refused.value.field]).toEqual([change, 422, field]);
      expect(refused.text).not.toContain('short');
    }
    expect((await ask('GET', '/api/push')).value.webhooks).toEqual([]);
  });

  it.each([
    [
      'http://localhost:1/a b',
      'the URL of the webhook, "http://localhost:1/a b", contains whitespace; write a space as %20',
    ],
    [
      'http://localhost:1/a\t',
      'the URL of the webhook, "http://localhost:1/a\\t", contains whitespace; write a space as %20',
    ],
    [
      'HTTP://localhost:1/',
      'the URL of the webhook must be an http or https URL, but is the string "HTTP://localhost:1/"',
    ],
  ])('names the URL if it is invalid: %j', async (url, sentence) => {
    const { ask } = await openTestConsole();
    const form = { url, method: 'POST', events: 'All' };
    const refused = { code: 'bad-url', message: sentence, field: 'url' };
    expect((await ask('POST', '/api/webhooks', form)).value).toEqual(refused);
    const { id } = (await ask('POST', '/api/webhooks', { ...form, url: 'http://localhost:1/' })).value;
    expect((await ask('PUT', `/api/webhooks/${id}`, form)).value).toEqual(refused);
  });

  it('returns a secret only from its own operation, and generates new ones', async () => {
    const { ask } = await openTestConsole();
    const { id } = (await ask('POST', '/api/webhooks', { ...form, secret })).value;
    const path = `/api/webhooks/${id}/secret`;
    expect((await ask('GET', path)).value).toEqual({ secret });
    expect((await ask('GET', '/api/push')).text).not.toContain(secret);
    const renewed = (await ask('POST', path)).value.secret;
    expect(renewed).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(renewed).not.toBe(secret);
    expect((await ask('GET', path)).value).toEqual({ secret: renewed });
  });

  it('changes and removes a webhook, which keeps its secret and id until it is removed', async () => {
    const { ask } = await openTestConsole();
    const { id } = (await ask('POST', '/api/webhooks', { ...form, secret })).value;
    const changed = await ask('PUT', `/api/webhooks/${id}`, {
      ...form,
      method: 'GET',
      events: ['PCE DID Change'],
    });
    expect(changed.value).toMatchObject({ id, method: 'GET', events: ['PCE DID Change'] });
    expect((await ask('GET', `/api/webhooks/${id}/secret`)).value).toEqual({ secret });
    expect((await ask('DELETE', `/api/webhooks/${id}`)).status).toBe(204);
    for (const [method, path] of [
      ['DELETE', ''],
      ['GET', '/secret'],
      ['POST', '/secret'],
      ['POST', '/test'],
    ] as const)
      expect((await ask(method, `/api/webhooks/${id}${path}`)).status).toBe(404);
  });

  it("sends the test message, signed like openssl's, even while pushing is off", async () => {
    const receiver = await startRecording();
    const { ask } = await openTestConsole();
    await ask('PUT', '/api/push', { isEnabled: false, timeoutSeconds: 3, retryCount: 1 });
    const { id } = (await ask('POST', '/api/webhooks', { ...form, url: receiver.url, secret })).value;
    const sent = await ask('POST', `/api/webhooks/${id}/test`);
    expect([sent.status, sent.value.event, sent.value.seq]).toEqual([202, 'test', 1]);
    await expect.poll(() => receiver.requests.length).toBe(1);
    const [request] = receiver.requests;
    const message = '{"event":"test","message":"This is a webhook connectivity test."}';
    expect(request?.body.toString()).toBe(message);
    expect(request?.headers['x-signature']).toBe(bySsl.signature);
    await expect
      .poll(async () => (await ask('GET', '/api/deliveries/1')).value.row.state)
      .toBe('acknowledged');
    const { signature } = (await ask('GET', '/api/deliveries/1')).value;
    expect(signature).toMatchObject({ ...bySsl, messageBytes: 65, isCurrent: true });
    await ask('POST', `/api/webhooks/${id}/secret`);
    expect((await ask('GET', '/api/deliveries/1')).value.signature.isCurrent).toBe(false);
  });

  it('sends to a URL with a credential, which is stored but shown masked', async () => {
    const receiver = await startRecording();
    const { ask } = await openTestConsole();
    const url = `${receiver.url}?token=tok3nvalue99`;
    const added = await ask('POST', '/api/webhooks', { ...form, url });
    expect(added.value.url).toContain('?token=***');
    const sent = await ask('POST', `/api/webhooks/${added.value.id}/test`);
    expect(sent).toMatchObject({ status: 202, value: { url: added.value.url } });
    await expect
      .poll(async () => (await ask('GET', `/api/deliveries/${sent.value.seq}`)).value.row.state)
      .toBe('acknowledged');
    expect(receiver.requests[0]?.target).toContain('?token=tok3nvalue99');
  });

  it('stays unchanged if a change cannot be written', () => {
    const sender = new Sender({ webhooks: [form, { ...form, url: 'http://localhost:3999/second' }] });
    const before = [...sender.webhooks];
    const [{ id } = { id: '' }] = before;
    const write = () => {
      throw new HookswitchError('bad-file', 'the disk is full');
    };
    const values = { read: () => undefined, write };
    const webhookService = new WebhookService(sender, { values }, new Hub(), new KnownSecrets(values));
    for (const change of [
      () => webhookService.add(form),
      () => webhookService.change(id, { ...form, method: 'GET' }),
      () => webhookService.renewSecret(id),
      () => webhookService.remove(id),
    ]) {
      expect(change).toThrow('the disk is full');
      expect([...sender.webhooks]).toEqual(before);
    }
  });

  it('is there again after a restart, with ids and secrets', async () => {
    const folder = temporaryFolder();
    const first = await openTestConsole(folder);
    await first.ask('PUT', '/api/push', { isEnabled: false, timeoutSeconds: 7, retryCount: 2 });
    await first.ask('POST', '/api/webhooks', { ...form, secret });
    const before = await first.ask('GET', '/api/push');
    await first.close();
    const second = await openTestConsole(folder);
    expect((await second.ask('GET', '/api/push')).value).toEqual(before.value);
    const { id } = before.value.webhooks[0];
    expect((await second.ask('GET', `/api/webhooks/${id}/secret`)).value).toEqual({ secret });
  });
});
