import { statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole, type TestResponse, temporaryFolder } from './console-driver.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Requests as made by a browser, or by an imitator: with any Host and any Origin. */
function ask({ url }: Pick<TestConsole, 'url'>, asked: Asked = {}): Promise<TestResponse> {
  const { method = 'GET', path = '/api/push', headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    const sending = request(new URL(path, url), { method, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      const list = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      const value = answer.headers['content-type']?.startsWith('application/json')
        ? JSON.parse(text)
        : undefined;
      resolve({
        status: answer.statusCode ?? 0,
        headers: new Headers(list as [string, string][]),
        text,
        value,
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

const portOf = ({ url }: TestConsole) => new URL(url).port;
const originOf = ({ url }: TestConsole) => new URL(url).origin;

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
      Origin: originOf(running),
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

describe('a secret', () => {
  it('is returned only by the operations for that purpose', async () => {
    const running = await openTestConsole();
    const webhook = { url: running.inboxUrl, secret, method: 'POST', events: 'All' };
    const added = await running.ask('POST', '/api/webhooks', webhook);
    const { id } = added.value;
    const sent = await running.ask('POST', `/api/webhooks/${id}/test`);
    await running.ask('POST', '/api/inbox/secrets', { secret });
    const { seq } = sent.value;
    const answers = [added, sent];
    for (const path of [
      'push',
      'deliveries',
      `deliveries/${seq}`,
      `deliveries/${seq}/curl`,
      `deliveries/${seq}/fixture`,
    ])
      answers.push(await running.ask('GET', `/api/${path}`));
    for (const path of ['inbox', 'checks', 'fleet', 'console', 'rules'])
      answers.push(await running.ask('GET', `/api/${path}`));
    for (const { text } of answers) expect(text).not.toContain(secret);
    expect((await running.ask('GET', `/api/webhooks/${id}/secret`)).value).toEqual({ secret });
  });

  it('is in files that only the user can read', async () => {
    const folder = join(temporaryFolder(), 'state');
    await openTestConsole(folder);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'console.db')).mode & 0o077).toBe(0);
  });
});

it('two consoles cannot share a folder', async () => {
  const folder = temporaryFolder();
  await openTestConsole(folder);
  await expect(openTestConsole(folder)).rejects.toThrow(/^the folder \S+ is in use by another console; /);
});
