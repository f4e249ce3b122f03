import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openTestConsole, temporaryFolder } from '../console-driver.ts';
import { addWebhook, first, newest, post } from './inbox-driver.ts';

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
    expect((await newest(running)).row).toMatchObject({
      event: 'too large',
      answered: '413',
      summary: 'the body is larger than 10 MiB, so it was not read to its end',
    });
  });
});
