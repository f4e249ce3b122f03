import { describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole, temporaryFolder } from '../console-driver.ts';
import { ask, portOf } from './ask-as-browser.ts';

describe('a console that other machines can reach', () => {
  /** Requests as made on this machine. */
  async function open() {
    const running = await openTestConsole(temporaryFolder(), { host: '0.0.0.0' });
    return { ...running, url: running.url.replace('0.0.0.0', '127.0.0.1') };
  }

  /** What the page does with the printed address. */
  async function enter(running: TestConsole, url = running.openingUrl()) {
    const token = /#open=([\w-]{43})$/.exec(url)?.[1];
    const response = await ask(running, {
      method: 'POST',
      path: '/api/session',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    return {
      response,
      cookie,
      Cookie: cookie.split(';')[0] ?? '',
      'Hookswitch-Key': response.value.key ?? '',
    };
  }

  it('serves nobody without a session, except the page, which contains no data', async () => {
    const running = await open();
    expect(running.isOpen).toBe(true);
    const cookie = { Cookie: `hookswitch-${portOf(running)}=${'x'.repeat(43)}` };
    const wrong = [{}, cookie, { 'Hookswitch-Key': 'x' }, { Authorization: 'Bearer x' }];
    for (const path of [
      '/api/push',
      '/api/events',
      '/api/openapi.json',
      '/api/nothing',
      '/api/push?token=x',
    ]) {
      for (const headers of wrong as Record<string, string>[]) {
        const { status, value } = await ask(running, { path, headers });
        expect([path, status, value.code]).toEqual([path, 401, 'no-session']);
      }
    }
    for (const path of ['/', '/main.js', '/webhooks'])
      expect((await ask(running, { path })).status).toBe(200);
  });

  it('requires both a cookie and a key', async () => {
    const running = await open();
    const { response, cookie, Cookie, 'Hookswitch-Key': key } = await enter(running);
    expect(response.status).toBe(200);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).not.toContain(key);
    const other = await enter(running);
    const asked = async (headers: Record<string, string>) => (await ask(running, { headers })).status;
    expect(await asked({ Cookie, 'Hookswitch-Key': key })).toBe(200);
    expect(await asked({ Cookie })).toBe(401);
    expect(await asked({ 'Hookswitch-Key': key })).toBe(401);
    expect(await asked({ Cookie, 'Hookswitch-Key': other['Hookswitch-Key'] })).toBe(401);
    expect(await asked({ Cookie, 'Hookswitch-Key': key, Origin: 'http://evil.example' })).toBe(403);
  });

  it('opens once for each printed address', async () => {
    const running = await open();
    let used = 0;
    const url = running.openingUrl(() => {
      used += 1;
    });
    expect((await enter(running, url)).response.status).toBe(200);
    const again = await enter(running, url);
    expect([again.response.status, again.response.value.code, again.cookie]).toEqual([401, 'bad-token', '']);
    expect(used).toBe(1);
    expect(running.openingUrl()).not.toBe(url);
    expect((await enter(running)).response.status).toBe(200);
  });

  it('accepts only the last 20 printed addresses', async () => {
    const running = await open();
    const [first = '', second = ''] = Array.from({ length: 21 }, () => running.openingUrl());
    expect((await enter(running, first)).response.status).toBe(401);
    expect((await enter(running, second)).response.status).toBe(200);
  });

  it('rejects pages on other ports, to which a browser sends its cookie', async () => {
    const running = await open();
    const { Cookie } = await enter(running);
    const headers = { Cookie, Origin: 'http://127.0.0.1:1', 'Content-Type': 'application/json' };
    const refused = await ask(running, {
      method: 'POST',
      path: '/api/session',
      headers,
      body: '{"token":"x"}',
    });
    expect([refused.status, refused.value.code]).toEqual([403, 'foreign-page']);
    const preflight = await ask(running, { method: 'OPTIONS', path: '/api/push', headers });
    expect(preflight.headers.get('access-control-allow-headers')).toBeNull();
  });

  it('forgets its sessions when it ends', async () => {
    const folder = temporaryFolder();
    const first = await openTestConsole(folder, { host: '0.0.0.0' });
    const port = Number(portOf(first));
    const {
      response: _,
      cookie: __,
      ...session
    } = await enter({ ...first, url: `http://127.0.0.1:${port}/` });
    await first.close();
    const second = await openTestConsole(folder, { host: '0.0.0.0', port });
    const { status, value } = await ask({ url: `http://127.0.0.1:${portOf(second)}/` }, { headers: session });
    expect([status, value.code]).toEqual([401, 'no-session']);
  });

  it('ends the oldest session above 50', async () => {
    const running = await open();
    const first = await enter(running);
    const headers = { Cookie: first.Cookie, 'Hookswitch-Key': first['Hookswitch-Key'] };
    for (let n = 0; n < 49; n += 1) await enter(running);
    expect((await ask(running, { headers })).status).toBe(200);
    await enter(running);
    expect((await ask(running, { headers })).status).toBe(401);
  });
});

it('a console only for this machine needs no session', async () => {
  const running = await openTestConsole();
  expect(running.openingUrl()).toBe(running.url);
  const { status, value } = await running.ask('POST', '/api/session', { token: 'x' });
  expect([status, value.code]).toEqual([409, 'no-session-needed']);
});
