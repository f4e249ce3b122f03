import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole, temporaryFolder } from './console-driver.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const message = readFileSync(join(fixtures, 'messages/did-change.json'));
/** Signatures of one message, made with openssl and two secrets. */
const [first, second] = (
  JSON.parse(readFileSync(join(fixtures, 'signatures.json'), 'utf8')) as {
    file: string;
    secret: string;
    signature: string;
  }[]
).filter(({ file }) => file === 'did-change.json') as unknown as [Signed, Signed];

interface Signed {
  readonly secret: string;
  readonly signature: string;
}

const inHex = Buffer.from(first.signature, 'base64').toString('hex');

async function post(
  { inboxUrl }: TestConsole,
  headers: Record<string, string>,
  body: Uint8Array | string = message,
  path = '',
): Promise<number> {
  const { status } = await fetch(new URL(path, inboxUrl), { method: 'POST', headers, body });
  return status;
}

async function newest(running: TestConsole) {
  const { value } = await running.ask('GET', '/api/inbox?limit=1');
  const [newestRow] = value.rows;
  return newestRow && (await running.ask('GET', `/api/inbox/${newestRow.seq}`)).value;
}

const addWebhook = ({ ask }: TestConsole, url: string, secret: string) =>
  ask('POST', '/api/webhooks', { url, secret, method: 'POST', events: 'All' });

describe('the inbox', () => {
  it('shows what arrives, at any path and by any method, newest first', async () => {
    const running = await openTestConsole();
    await post(running, { 'Content-Type': 'application/json' }, message, 'webhook?a=1');
    await fetch(new URL('other', running.inboxUrl), { method: 'PROPFIND' });
    const { value } = await running.ask('GET', '/api/inbox');
    expect(value).toMatchObject({ url: running.inboxUrl, total: 2, hasSecret: false });
    expect(value.rows).toMatchObject([
      { seq: 2, method: 'PROPFIND', target: '/other', event: 'no message', size: 0, answered: '200' },
      { seq: 1, method: 'POST', target: '/webhook?a=1', event: 'did_change', size: message.length },
    ]);
    const detail = (await running.ask('GET', '/api/inbox/1')).value;
    expect(detail.headers).toContainEqual(['Content-Type', 'application/json']);
    expect(detail.body).toEqual({ encoding: 'text', data: message.toString('utf8'), size: message.length });
    expect(detail.lines[0]).toMatch(/^did_change \S+: \d+ DIDs?, /);
  });

  it('accepts the test message that YCM sends to one of its webhooks', async () => {
    const running = await openTestConsole();
    const added = await running.ask('POST', '/api/inbox/webhook');
    expect(added.value).toMatchObject({ url: running.inboxUrl, method: 'POST', events: 'All' });
    const sent = await running.ask('POST', `/api/webhooks/${added.value.id}/test`);
    expect(sent.status).toBe(202);
    await expect
      .poll(async () => (await running.ask('GET', `/api/deliveries/${sent.value.seq}`)).value.row.state)
      .toBe('acknowledged');
    // It is stored after it was answered.
    await expect
      .poll(() => newest(running))
      .toMatchObject({
        row: { event: 'test', verdict: 'valid', summary: expect.stringMatching(/./) },
        signature: { verdict: 'valid', sentence: 'It is valid.', secretOf: running.inboxUrl, mistakes: [] },
      });
  });

  it.each([
    [0, 'when the message arrived'],
    [-200, '3 min before the message arrived'],
    [100, /^\d+ s after the message arrived: is a clock wrong\?$/],
  ])('keeps the age of a report at its arrival for later readers: %i s', async (seconds, words) => {
    const running = await openTestConsole();
    const updateTime = Math.round(Date.now() / 1000) + seconds;
    const report = { event: 'did_change', sn: '36A', trunkDidInfoList: [], updateTime };
    await post(running, {}, JSON.stringify([report]));
    const [, age] =
      /^did_change 36A: 0 DIDs, updateTime \d+, (.*)$/.exec((await newest(running)).lines[0]) ?? [];
    expect(age).toMatch(words);
  });

  it('identifies an earlier request with the same bytes', async () => {
    const running = await openTestConsole();
    await post(running, {});
    await post(running, {});
    expect((await newest(running)).row).toMatchObject({ seq: 2, repeats: 1 });
  });

  it('returns pages, and forgets requests when it is cleared, but never reuses a number', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    for (let n = 1; n <= 5; n += 1) await post(running, {}, `[${n}]`);
    const page = async (query: string) => (await running.ask('GET', `/api/inbox?${query}`)).value;
    const seqs = (value: { rows: { seq: number }[] }) => value.rows.map(({ seq }) => seq);
    const [one, two, three] = [await page('limit=2'), await page('limit=2&before=4'), await page('before=2')];
    expect([seqs(one), one.next, seqs(two), two.next]).toEqual([[5, 4], 4, [3, 2], 2]);
    expect([seqs(three), three.next]).toEqual([[1], undefined]);
    await running.close();

    const again = await openTestConsole(folder);
    expect((await again.ask('GET', '/api/inbox')).value.total).toBe(5);
    expect((await again.ask('DELETE', '/api/inbox')).status).toBe(204);
    expect((await again.ask('GET', '/api/inbox')).value).toMatchObject({ rows: [], total: 0 });
    expect((await again.ask('GET', '/api/inbox/5')).value.code).toBe('no-arrival');
    await post(again, {});
    expect((await newest(again)).row.seq).toBe(6);
  });

  it('notifies open pages of new requests', async () => {
    const running = await openTestConsole();
    const { body } = await fetch(new URL('/api/events', running.url));
    await post(running, {});
    let stream = '';
    for await (const chunk of body ?? []) {
      stream += Buffer.from(chunk).toString('utf8');
      if (stream.includes('"kind":"inbox"')) break;
    }
    expect(stream).toMatch(/^data: \{"kind":"inbox","rows":\[\{"seq":1,.*"missed":0\}$/m);
  });
});

describe('a received signature', () => {
  it('is not checked while there is no secret', async () => {
    const running = await openTestConsole();
    await post(running, { 'X-Signature': first.signature });
    expect((await newest(running)).signature).toMatchObject({ verdict: 'not-checked', mistakes: [] });
  });

  it('is valid with the secret of the inbox', async () => {
    const running = await openTestConsole();
    const set = await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    expect(set.status).toBe(204);
    await post(running, { 'X-Signature': first.signature });
    const { signature } = await newest(running);
    expect(signature).toEqual({ verdict: 'valid', sentence: 'It is valid.', mistakes: [] });
    expect((await running.ask('GET', '/api/inbox')).value.hasSecret).toBe(true);
    await running.ask('POST', '/api/inbox/secrets', { secret: null });
    await post(running, { 'X-Signature': first.signature });
    expect((await newest(running)).signature.verdict).toBe('not-checked');
  });

  it('is valid with the secret of a webhook that pushes elsewhere, and that is shown', async () => {
    const running = await openTestConsole();
    await addWebhook(running, 'http://localhost:9/elsewhere', second.secret);
    await addWebhook(running, running.inboxUrl, first.secret);
    await post(running, { 'X-Signature': second.signature });
    expect((await newest(running)).signature).toEqual({
      verdict: 'valid',
      sentence: 'It is valid for the secret of a webhook that pushes elsewhere.',
      secretOf: 'http://localhost:9/elsewhere',
      mistakes: [],
    });
  });

  it.each([
    [{ 'X-Signature': inHex }, 'invalid', ['hex']],
    [{ 'X-Signature': `sha256=${inHex}` }, 'invalid', ['prefix', 'hex']],
    [{ 'X-Hub-Signature': first.signature }, 'missing', ['other-header']],
  ])('is explained using the secret that fits: %j', async (headers, verdict, names) => {
    const running = await openTestConsole();
    await addWebhook(running, running.inboxUrl, second.secret);
    await addWebhook(running, 'http://localhost:9/', first.secret);
    await post(running, headers as Record<string, string>);
    const { signature } = await newest(running);
    expect(signature).toMatchObject({ verdict, secretOf: 'http://localhost:9/' });
    expect(signature.mistakes.map(({ name }: { name: string }) => name)).toEqual(names);
    for (const { sentence } of signature.mistakes) expect(signature.sentence).toContain(sentence);
  });

  it('of a re-serialized body is explained', async () => {
    const running = await openTestConsole();
    await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    const pretty = JSON.stringify(JSON.parse(message.toString('utf8')), null, 2);
    await post(running, { 'X-Signature': first.signature }, pretty);
    expect((await newest(running)).signature).toMatchObject({
      verdict: 'invalid',
      mistakes: [{ name: 're-serialized', sentence: expect.stringMatching(/Sign the raw bytes/) }],
    });
  });

  it('that matches no secret is reported as such, without naming a webhook', async () => {
    const running = await openTestConsole();
    await addWebhook(running, running.inboxUrl, first.secret);
    await addWebhook(running, 'http://localhost:9/', second.secret);
    await post(running, { 'X-Signature': Buffer.alloc(32).toString('base64') });
    const { signature } = await newest(running);
    expect(signature.sentence).toMatch(/or to another secret\. It matches none of the 2 secrets here\.$/);
    expect(signature).not.toHaveProperty('secretOf');
  });
});

describe('the response of the inbox', () => {
  it('can be set, and is kept', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    const answer = { kind: 'status', status: 503, delayMs: 30 };
    expect((await running.ask('PUT', '/api/inbox/answer', answer)).value).toEqual(answer);
    await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    expect(await post(running, {})).toBe(503);
    expect((await newest(running)).row.answered).toBe('503');
    await running.close();
    const again = await openTestConsole(folder);
    // The secret was in memory only.
    expect((await again.ask('GET', '/api/inbox')).value).toMatchObject({ answer, hasSecret: false });
  });

  it.each(['hang', 'close'])('can be to %s', async (kind) => {
    const running = await openTestConsole();
    await running.ask('PUT', '/api/inbox/answer', { kind });
    const sending = request(running.inboxUrl, { method: 'POST' });
    const ended = once(sending, 'error');
    sending.on('response', () => expect.unreachable());
    sending.end('[]');
    await expect.poll(async () => (await newest(running))?.row.answered).toBe(kind);
    if (kind === 'hang') sending.destroy(new Error('enough'));
    await ended;
    expect(
      (await running.ask('PUT', '/api/inbox/answer', { kind: 'status', status: 200, delayMs: 0 })).status,
    ).toBe(200);
    expect(await post(running, {})).toBe(200);
  });

  it.each([
    { kind: 'status', status: 199, delayMs: 0 },
    { kind: 'status', status: 200, delayMs: 60_001 },
    { kind: 'status', status: 200 },
    { kind: 'explode' },
    { kind: 'hang', delayMs: 1 },
    [],
  ])('cannot be set to %j', async (answer) => {
    const running = await openTestConsole();
    expect((await running.ask('PUT', '/api/inbox/answer', answer)).status).toBe(422);
  });
});

describe('the data that the inbox stores', () => {
  it('contains no secret and no credential', async () => {
    const running = await openTestConsole();
    await addWebhook(running, running.inboxUrl, first.secret);
    const headers = { Cookie: 'session=crumbs', Authorization: 'Bearer pass', 'X-Note': `s ${first.secret}` };
    await post(running, headers, `{"secret":"${first.secret}"}`, `?token=door&x=${first.secret}`);
    const { status, text } = await running.ask('GET', '/api/inbox/1');
    const list = await running.ask('GET', '/api/inbox');
    expect(status).toBe(200);
    for (const hidden of [first.secret, 'crumbs', 'pass', 'door'])
      expect(text + list.text).not.toContain(hidden);
    expect(JSON.parse(text).body).toMatchObject({ data: '{"secret":"***"}' });
  });

  it('is the beginning of a long body, without half a character', async () => {
    const running = await openTestConsole();
    const body = `x${'é'.repeat(200_000)}`;
    await post(running, {}, body);
    const kept = (await newest(running)).body;
    expect(kept).toMatchObject({ encoding: 'text', size: 400_001, isCut: true });
    expect(body.startsWith(kept.data)).toBe(true);
    expect(kept.data.length).toBe(131_072);
  });

  it('is Base64 for bytes that are not text', async () => {
    const running = await openTestConsole();
    const bytes = Buffer.from('00ff80c3', 'hex');
    await post(running, {}, bytes);
    expect((await newest(running)).body).toEqual({ encoding: 'base64', data: 'AP+Aww==', size: 4 });
  });

  it('says that a body was interrupted', async () => {
    const running = await openTestConsole();
    const socket = connect(Number(new URL(running.inboxUrl).port), '127.0.0.1');
    socket.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
    socket.resume();
    await once(socket, 'close');
    await expect
      .poll(() => newest(running))
      .toMatchObject({
        row: { event: 'incomplete', verdict: 'not-checked', answered: 'nothing' },
        problem: 'it is incomplete, after 3 bytes of the body',
      });
  });

  it('is empty for a body that the end of the console interrupted', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    const socket = connect(Number(new URL(running.inboxUrl).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\nabc');
    // By now the head has been read.
    await once(socket, 'data');
    socket.on('error', () => {});
    await running.close();
    const again = await openTestConsole(folder);
    expect((await again.ask('GET', '/api/inbox')).value.total).toBe(0);
  });

  it('is one line for a body that is too large, and the sender gets a 413', async () => {
    const running = await openTestConsole();
    expect(await post(running, {}, Buffer.alloc(11 * 1024 ** 2, 'x'))).toBe(413);
    expect((await newest(running)).row).toMatchObject({ event: 'too large', answered: '413' });
  });
});
