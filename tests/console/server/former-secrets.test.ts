import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenLocally } from '../../support/listen-locally.ts';
import { openTestConsole, type TestConsole, temporaryFolder } from './console-driver.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
const next = 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3A';
/** As from `printf %s SECRET | od -An -tx1`. */
const inHex = '7137547a304c6d587633526b57623848645963354e734a66324770416555396f';

/** A receiver that reveals the secret in all of its output: the reason, a header and the body. */
async function startEcho(): Promise<string> {
  const body = `the key is ${secret}, ${inHex}`;
  const answer = `HTTP/1.1 200 ${secret}\r\nX-Key: ${secret}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end(answer));
  });
  onTestFinished(() => {
    server.close();
  });
  return `${await listenLocally(server)}/`;
}

async function addWebhook({ ask }: TestConsole, form: object): Promise<string> {
  return (await ask('POST', '/api/webhooks', { method: 'POST', events: 'All', ...form })).value.id;
}

/** Sends a test message, and waits for the result. */
async function deliver({ ask }: TestConsole, id: string): Promise<number> {
  const { seq } = (await ask('POST', `/api/webhooks/${id}/test`)).value;
  await expect
    .poll(async () => (await ask('GET', `/api/deliveries/${seq}`)).value.row.state)
    .toBe('acknowledged');
  return seq;
}

async function expectMasked({ ask }: TestConsole, seq: number): Promise<void> {
  const detail = await ask('GET', `/api/deliveries/${seq}`);
  expect(detail.value.attempts[0].response.body.data).toBe('the key is ***, ***');
  for (const path of [`deliveries/${seq}`, 'deliveries', `deliveries/${seq}/curl`]) {
    const { text } = await ask('GET', `/api/${path}`);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(inHex);
  }
}

describe('a secret that a receiver reveals', () => {
  it.each(['renewed', 'changed', 'removed'])('stays masked after it was %s', async (how) => {
    const running = await openTestConsole();
    const url = await startEcho();
    const id = await addWebhook(running, { url, secret });
    const before = await deliver(running, id);
    await expectMasked(running, before);
    if (how === 'renewed') await running.ask('POST', `/api/webhooks/${id}/secret`);
    if (how === 'removed') await running.ask('DELETE', `/api/webhooks/${id}`);
    if (how === 'changed')
      await running.ask('PUT', `/api/webhooks/${id}`, { url, secret: next, method: 'POST', events: 'All' });
    await expectMasked(running, before);
    const later = how === 'removed' ? await addWebhook(running, { url, secret: next }) : id;
    await expectMasked(running, await deliver(running, later));
  });

  it('stays masked after a restart, in old and new data', async () => {
    const folder = temporaryFolder();
    const first = await openTestConsole(folder);
    const url = await startEcho();
    const id = await addWebhook(first, { url, secret });
    const seq = await deliver(first, id);
    await first.ask('DELETE', `/api/webhooks/${id}`);
    await first.close();
    for (const name of readdirSync(folder).filter((file) => file.startsWith('journal')))
      expect(readFileSync(join(folder, name), 'latin1')).not.toContain(secret);
    const second = await openTestConsole(folder);
    await expectMasked(second, seq);
    const later = await addWebhook(second, { url, secret: next });
    await expectMasked(second, await deliver(second, later));
  });

  it('is masked in the reason of an attempt while it is in use', async () => {
    const running = await openTestConsole();
    const id = await addWebhook(running, { url: await startEcho(), secret });
    await deliver(running, id);
    const { attempts } = (await running.ask('GET', '/api/deliveries')).value.rows[0];
    expect(attempts[0].detail).toBe('200 ***');
  });

  it("is masked in the inbox if it was a webhook's or its own", async () => {
    const running = await openTestConsole();
    const id = await addWebhook(running, { url: running.inboxUrl, secret });
    await running.ask('DELETE', `/api/webhooks/${id}`);
    await running.ask('POST', '/api/inbox/secrets', { secret: next });
    await running.ask('POST', '/api/inbox/secrets', { secret: null });
    const body = JSON.stringify({ event: 'test', message: `${secret} ${next}` });
    await fetch(`${running.inboxUrl}?a=${secret}`, { method: 'POST', headers: { 'X-Key': next }, body });
    for (const path of ['inbox', 'inbox/1']) {
      const { status, text } = await running.ask('GET', `/api/${path}`);
      expect(status).toBe(200);
      expect(text).not.toContain(secret);
      expect(text).not.toContain(next);
    }
  });

  it('is masked in the report of a check with another one', async () => {
    const running = await openTestConsole();
    const url = await startEcho();
    const id = await addWebhook(running, { url, secret });
    await running.ask('DELETE', `/api/webhooks/${id}`);
    const form = { url, method: 'POST', secret: { text: next }, rules: ['signature/rejects-other-secret'] };
    const started = await running.ask('POST', '/api/checks', form);
    const ask = () => running.ask('GET', `/api/checks/${started.value.id}`);
    await expect.poll(async () => (await ask()).value.row?.state).toBe('done');
    const { text } = await ask();
    expect(text).toContain('the key is ***');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(next);
  });
});
