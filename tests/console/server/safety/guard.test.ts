import { describe, expect, it } from 'vitest';
import { openTestConsole } from '../console-driver.ts';
import { ask, portOf } from './ask-as-browser.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

describe('a request to the console under another name', () => {
  it.each(['evil.example', 'localhost', 'localhost:1', 'localhost.evil.example:PORT'])(
    'is refused, so that no other name can lead here: %s',
    async (host) => {
      const running = await openTestConsole();
      const headers = { Host: host.replace('PORT', portOf(running)) };
      for (const path of ['/', '/main.js', '/api/push', '/api/events', '/nothing']) {
        const { status, value } = await ask(running, { path, headers });
        expect([path, status, value.code]).toEqual([path, 403, 'foreign-host']);
      }
    },
  );

  it.each(['localhost:1@evil.example', 'local host', 'localhost:PORT/..', '[::1'])(
    'that is not a valid name says so: %s',
    async (host) => {
      const running = await openTestConsole();
      const { status, value, headers } = await ask(running, {
        headers: { Host: host.replace('PORT', portOf(running)) },
      });
      expect([status, value.code]).toEqual([400, 'bad-address']);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    },
  );

  it.each(['localhost:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT', '[::1]:PORT'])(
    'is accepted for %s',
    async (host) => {
      const running = await openTestConsole();
      expect((await ask(running, { headers: { Host: host.replace('PORT', portOf(running)) } })).status).toBe(
        200,
      );
    },
  );
});

describe('a request from another site', () => {
  it.each([
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://localhost:1' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])('can neither read nor change anything: %j', async (headers: Record<string, string>) => {
    const running = await openTestConsole();
    const body = JSON.stringify({ url: running.inboxUrl, secret, method: 'POST', events: 'All' });
    const changing = { method: 'POST', path: '/api/webhooks', body };
    const json = { ...headers, 'Content-Type': 'application/json' };
    for (const asked of [{ headers }, { ...changing, headers: json }, { headers, path: '/api/events' }]) {
      const { status, value } = await ask(running, asked);
      expect([status, value.code]).toEqual([403, 'foreign-page']);
    }
    expect((await ask(running)).value.webhooks).toEqual([]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ])('cannot change anything with a form: %s', async (type) => {
    const running = await openTestConsole();
    const settings = JSON.stringify({ isEnabled: false, timeoutSeconds: 3, retryCount: 1 });
    const { status } = await ask(running, {
      method: 'PUT',
      headers: { 'Content-Type': type },
      body: settings,
    });
    expect(status).toBe(403);
    expect((await ask(running)).value.settings.isEnabled).toBe(true);
  });

  it("is distinguished from the console's own", async () => {
    const running = await openTestConsole();
    const headers = {
      Origin: new URL(running.url).origin,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/json',
    };
    expect((await ask(running, { method: 'POST', path: '/api/fleet/example', headers })).status).toBe(200);
  });
});

describe('every response', () => {
  it.each(['/', '/main.js', '/api/push', '/api/nothing', '/nothing', '/api/deliveries?limit=x'])(
    'forbids foreign content: %s',
    async (path) => {
      const { headers } = await ask(await openTestConsole(), { path });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});
