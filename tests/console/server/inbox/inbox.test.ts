import { describe, expect, it } from 'vitest';
import { openTestConsole, temporaryFolder } from '../console-driver.ts';
import { message, newest, post } from './inbox-driver.ts';

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
    expect(detail.lines[0]).toMatch(/^did_change \S+: \d+ DIDs? \(\d+[^)]*\), /);
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
      if (stream.includes('"inbox"')) break;
    }
    expect(stream).toMatch(/^data: \{"kind":"changed","what":\["inbox"\]\}$/m);
  });
});
