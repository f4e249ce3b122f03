import { once } from 'node:events';
import http from 'node:http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordCalls } from '../../../integrations/msw.ts';

const crm = recordCalls({ url: 'https://crm.example.com/*' });
const server = setupServer(...crm.handlers);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => crm.reset());
afterAll(() => server.close());

const at = (path: string) => `https://crm.example.com${path}`;
const put = (path: string, body: unknown, init: RequestInit = {}) =>
  fetch(at(path), { method: 'PUT', body: JSON.stringify(body), ...init });

describe('recordCalls', () => {
  it('keeps the method, URL, body and response of each call, in order', async () => {
    crm.respondNext({ status: 503, body: 'later' });
    await put('/pbxs/36A?x=1', { dids: ['1'] });
    await fetch(at('/ping'));
    await fetch(at('/text'), { method: 'POST', body: 'not {json' });
    expect(crm.calls).toEqual([
      {
        method: 'PUT',
        url: at('/pbxs/36A?x=1'),
        body: { dids: ['1'] },
        isBodyComplete: true,
        answered: 503,
      },
      { method: 'GET', url: at('/ping'), body: '', isBodyComplete: true, answered: 200 },
      { method: 'POST', url: at('/text'), body: 'not {json', isBodyComplete: true, answered: 200 },
    ]);
  });

  it('sees calls made with node:http too', async () => {
    const plain = recordCalls({ url: 'http://crm.example.com/*' });
    server.use(...plain.handlers);
    const [answer] = await once(http.get('http://crm.example.com/from-http'), 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(plain.calls).toMatchObject([{ method: 'GET', url: 'http://crm.example.com/from-http' }]);
    server.resetHandlers();
  });

  it('keeps 1 MiB of a body, and says that it is truncated', async () => {
    const fits = 'x'.repeat(1024 * 1024);
    await fetch(at('/'), { method: 'POST', body: fits });
    await fetch(at('/'), { method: 'POST', body: `${fits}yz` });
    const [all, cut] = crm.calls;
    expect(all).toMatchObject({ body: fits, isBodyComplete: true });
    expect(cut).toMatchObject({ body: fits, isBodyComplete: false });
  });

  it('is not affected by changes to the calls that it returned', async () => {
    await put('/a', { n: 1 });
    const [given] = crm.calls;
    Object.assign(given ?? {}, { method: 'CHANGED' });
    expect(crm.calls).toMatchObject([{ method: 'PUT' }]);
  });
});

describe('responses', () => {
  it('are given in order, then the default one', async () => {
    crm.respondNext(
      { status: 500 },
      { status: 201, body: { id: 7 }, headers: { 'X-Request-Id': 'r1' } },
      'network-error',
      { status: 204 },
      { body: 'plain' },
    );
    expect((await put('/a', {})).status).toBe(500);
    const created = await put('/a', {});
    expect([created.status, created.headers.get('x-request-id'), await created.json()]).toEqual([
      201,
      'r1',
      { id: 7 },
    ]);
    await expect(put('/a', {})).rejects.toThrow(TypeError);
    expect((await put('/a', {})).status).toBe(204);
    const plain = await put('/a', {});
    expect([plain.headers.get('content-type'), await plain.text()]).toEqual([
      'text/plain;charset=UTF-8',
      'plain',
    ]);
    const usual = await put('/a', {});
    expect([usual.status, usual.headers.get('content-type'), await usual.json()]).toEqual([
      200,
      'application/json',
      {},
    ]);
    expect(crm.calls.map(({ answered }) => answered)).toEqual([500, 201, 'network-error', 204, 200, 200]);
  });

  it('from a hanging service never arrive: the caller gives up', async () => {
    crm.respondNext('hang');
    await expect(put('/a', {}, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect((await put('/a', {})).status).toBe(200);
  });

  it('in progress are aborted by reset', async () => {
    crm.respondNext('hang', { delayMs: 60_000 });
    const ends = Promise.allSettled([put('/a', {}), put('/b', {})]);
    while (crm.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(crm.calls.map(({ answered }) => answered)).toEqual([undefined, undefined]);
    crm.respondNext({ status: 500 });
    crm.reset();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(crm.calls).toEqual([]);
    expect((await put('/a', {})).status).toBe(200);
  });

  it.each([
    [{ status: 199 }, 'the number 199'],
    [{ status: 204, body: {} }, 'the status 204'],
    [{ delayMs: -1 }, 'the number -1'],
    [{ delayMs: Number.NaN }, 'the number NaN'],
    ['slow', 'the string "slow"'],
    [undefined, 'undefined'],
  ])('that are impossible are refused: %j', (answer, reason) => {
    const refused = {
      name: 'HookswitchError',
      code: 'bad-response',
      message: expect.stringContaining(reason),
    };
    // @ts-expect-error Some have a wrong type.
    expect(() => crm.respondNext(answer)).toThrow(expect.objectContaining(refused));
    const answerOf = answer === undefined ? null : answer;
    // @ts-expect-error As above.
    expect(() => recordCalls({ url: '*', response: answerOf })).toThrow(
      expect.objectContaining({ code: 'bad-response' }),
    );
  });

  it.each(['/pbxs', 'crm.example.com/*', '', 7])('need a URL that can match: %j', (url) => {
    // @ts-expect-error One has a wrong type.
    expect(() => recordCalls({ url })).toThrow(expect.objectContaining({ code: 'bad-url' }));
  });
});

describe('observe', () => {
  it('shows for each URL what it last received about a PBX, and how many times it received something', async () => {
    expect(crm.observe('36A')).toBeNull();
    await put('/pbxs/36A/dids', ['1', '2']);
    await put('/pbxs/36A/dids', ['2']);
    await fetch(at('/events'), { method: 'POST', body: JSON.stringify({ sn: '36A' }) });
    await put('/pbxs/36B/dids', ['9']);
    expect(crm.observe('36A')).toEqual({
      calls: 3,
      latest: {
        [at('/pbxs/36A/dids')]: { method: 'PUT', body: ['2'] },
        [at('/events')]: { method: 'POST', body: { sn: '36A' } },
      },
    });
  });

  it.each([['/pbxs/36A/dids'], ['/pbxs/36A']])(
    'no longer shows what is deleted by DELETE %s',
    async (path) => {
      await put('/pbxs/36A/dids', ['1']);
      await put('/pbxs/36AB', ['36A']);
      for (const times of ['once', 'again']) {
        await fetch(at(path), { method: 'DELETE' });
        const latest = { [at('/pbxs/36AB')]: { method: 'PUT', body: ['36A'] } };
        expect(crm.observe('36A'), times).toEqual({ calls: 3, latest });
      }
    },
  );

  it('counts requests that may have an effect twice, but not those that repeat the current state', async () => {
    const post = () => fetch(at('/pbxs/36A/orders'), { method: 'POST', body: '{}' });
    await fetch(at('/pbxs/36A'));
    expect(crm.observe('36A')).toBeNull();
    await post();
    await post();
    expect(crm.observe('36A')).toMatchObject({ calls: 2 });
    for (const [n, calls] of [
      [1, 3],
      [1, 3],
      [2, 4],
      [1, 5],
    ]) {
      await put('/pbxs/36A', { n });
      expect(crm.observe('36A')).toMatchObject({ calls, latest: { [at('/pbxs/36A')]: { body: { n } } } });
    }
  });

  it('shows nothing that the service rejected', async () => {
    crm.respondNext({ status: 500 }, 'network-error', { status: 302 });
    await put('/pbxs/36A', {});
    await put('/pbxs/36A', {}).catch(() => {});
    await put('/pbxs/36A', {}, { redirect: 'manual' });
    expect(crm.observe('36A')).toBeNull();
  });

  it('says that calls are missing if there were too many', async () => {
    const body = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 64; n += 1) await fetch(at('/36A'), { method: 'POST', body });
    expect(crm.observe('36A')).toMatchObject({ calls: 64 });
    await put('/36A', {});
    expect(crm.calls).toHaveLength(64);
    expect(() => crm.observe('36A')).toThrow(expect.objectContaining({ code: 'bad-observer' }));
    crm.reset();
    expect(crm.observe('36A')).toBeNull();
  });
});

describe('the downstream service of a check', () => {
  it('behaves as configured, and shows the calls that reached it', async () => {
    const { downstream } = crm;
    downstream.behave('fails');
    expect((await put('/pbxs/36A?x=1', { n: 1 })).status).toBe(500);
    downstream.behave('refuses');
    await expect(put('/pbxs/36A', {})).rejects.toThrow(TypeError);
    downstream.behave({ delayMs: 30 });
    const late = await put('/36A', {});
    expect([late.status, await late.json()]).toEqual([200, {}]);
    downstream.behave('answers');
    crm.respondNext({ status: 503 });
    expect((await put('/36B', {})).status).toBe(503);
    expect(downstream.calls('36A')).toEqual([
      { method: 'PUT', path: '/pbxs/36A?x=1', body: '{"n":1}', status: 500 },
      { method: 'PUT', path: '/36A', body: '{}', status: 200 },
    ]);
    expect([downstream.size, downstream.isFull]).toEqual([3, false]);
    crm.reset();
    expect([downstream.size, downstream.calls('36A')]).toEqual([0, []]);
  });

  it('aborts hanging responses when its behavior changes, but not those that a test delays', async () => {
    const { downstream } = crm;
    downstream.behave('hangs');
    const hanging = put('/36A', {}).catch(() => 'broken');
    while (downstream.size < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(downstream.calls('36A')).toMatchObject([{ status: undefined }]);
    downstream.behave('answers');
    expect(await hanging).toBe('broken');
    crm.respondNext({ status: 201, delayMs: 100 });
    const waiting = put('/36A', {});
    while (downstream.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    downstream.behave('answers');
    expect((await waiting).status).toBe(201);
    await downstream.close();
  });
});
