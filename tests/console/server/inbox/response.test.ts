import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openTestConsole, temporaryFolder } from '../console-driver.ts';
import { first, newest, post } from './inbox-driver.ts';

describe('the response of the inbox', () => {
  it('can be set, and is kept', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    const answer = { kind: 'status', status: 503, delayMs: 30 };
    expect((await running.ask('PUT', '/api/inbox/response', answer)).value).toEqual(answer);
    await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    expect(await post(running, {})).toBe(503);
    expect((await newest(running)).row.answered).toBe('503');
    await running.close();
    const again = await openTestConsole(folder);
    // The secret was in memory only.
    expect((await again.ask('GET', '/api/inbox')).value).toMatchObject({
      response: answer,
      hasSecret: false,
    });
  });

  it.each(['hang', 'close'])('can be to %s', async (kind) => {
    const running = await openTestConsole();
    await running.ask('PUT', '/api/inbox/response', { kind });
    const sending = request(running.inboxUrl, { method: 'POST' });
    const ended = once(sending, 'error');
    sending.on('response', () => expect.unreachable());
    sending.end('[]');
    await expect.poll(async () => (await newest(running))?.row.answered).toBe(kind);
    if (kind === 'hang') sending.destroy(new Error('enough'));
    await ended;
    expect(
      (await running.ask('PUT', '/api/inbox/response', { kind: 'status', status: 200, delayMs: 0 })).status,
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
    expect((await running.ask('PUT', '/api/inbox/response', answer)).status).toBe(422);
  });
});
