import { describe, expect, it } from 'vitest';
import { portWarning } from '../../../observation/downstream/blocked-ports.ts';
import { DownstreamCallLog, effectsOfCalls } from '../../../observation/downstream/calls.ts';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import { responseTo } from '../../../observation/downstream/responses.ts';

const call = (method: string, path: string, body = '') => ({ method, path, body, status: 200 });

describe('the effect of calls', () => {
  it('does not depend on their order', () => {
    const calls = [call('POST', '/b'), call('POST', '/a', '{"n":1}'), call('POST', '/a', 'text')];
    const effects = effectsOfCalls(calls);
    expect(effectsOfCalls([...calls].reverse())).toEqual(effects);
    expect(effects).toContainEqual({ method: 'POST', path: '/a', body: { n: 1 } });
  });

  it('counts a POST each time, an identical PUT or DELETE once, and a GET never', () => {
    const twice = (method: string) => effectsOfCalls([call(method, '/36A', '1'), call(method, '/36A', '1')]);
    expect(twice('POST')).toHaveLength(2);
    expect(twice('PATCH')).toHaveLength(2);
    expect(twice('PUT')).toHaveLength(1);
    expect(twice('DELETE')).toHaveLength(1);
    expect(twice('GET')).toEqual([]);
  });

  it('is the last PUT or DELETE to a path, even if it repeats an earlier one', () => {
    const put = (body: string) => call('PUT', '/36A', body);
    const effect = (body: string) => [{ method: 'PUT', path: '/36A', body: Number(body) }];
    expect(effectsOfCalls([put('1'), put('2')])).toEqual(effect('2'));
    expect(effectsOfCalls([put('1'), put('2'), put('1')])).toEqual(effect('1'));
    expect(effectsOfCalls([put('1'), call('DELETE', '/36A'), put('1')])).toEqual(effect('1'));
    expect(effectsOfCalls([put('1'), call('DELETE', '/36A')])).toMatchObject([{ method: 'DELETE' }]);
    expect(effectsOfCalls([put('1'), call('PUT', '/36A/dids', '1')])).toHaveLength(2);
  });

  it('counts a POST once that is repeated with its Idempotency-Key, whatever its body', () => {
    const keyed = (idempotencyKey: string, body: string) => ({
      ...call('POST', '/36A', body),
      idempotencyKey,
    });
    expect(effectsOfCalls([keyed('a', '1'), keyed('a', '2')])).toHaveLength(1);
    expect(effectsOfCalls([keyed('a', '1'), keyed('b', '1')])).toHaveLength(2);
    expect(effectsOfCalls([keyed('a', '1'), call('POST', '/36A', '1')])).toHaveLength(2);
  });

  it('is empty for a call that was not answered with a 2xx', () => {
    const statuses = [undefined, 500, 404, 204];
    const calls = statuses.map((status) => ({ ...call('PUT', '/36A', '1'), status }));
    expect(calls.map((one) => effectsOfCalls([one]).length)).toEqual([0, 0, 0, 1]);
    expect(effectsOfCalls(calls)).toHaveLength(1);
  });

  it('is empty for a request that only reads', () => {
    const methods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];
    expect(methods.flatMap((method) => effectsOfCalls([call(method, '/36A')]))).toEqual([]);
  });

  it('depends on the status', () => {
    const hasEffect = (status: number) => effectsOfCalls([{ ...call('PUT', '/36A'), status }]).length === 1;
    expect([199, 200, 299, 300].map(hasEffect)).toEqual([false, true, true, false]);
  });

  it('differs for another path or another body', () => {
    const posts = [call('POST', '/a', '1'), call('POST', '/b', '1'), call('POST', '/a', '2')];
    expect(effectsOfCalls(posts)).toHaveLength(3);
  });

  it('shows a body that is too deeply nested to compare as text', () => {
    const body = '['.repeat(5000) + ']'.repeat(5000);
    expect(effectsOfCalls([call('POST', '/36A', body)])).toEqual([{ method: 'POST', path: '/36A', body }]);
  });
});

describe('the recorded calls', () => {
  const long = 'x'.repeat(16 * 1024 * 1024 - 203);

  it('are those that name a PBX, in order', () => {
    const log = new DownstreamCallLog();
    log.add(call('POST', '/36A'));
    expect(log.naming('36A')).toEqual([call('POST', '/36A')]);
    log.add(call('POST', '/36B'));
    log.add(call('POST', '/x', '{"sn":"36A"}'));
    expect(log.naming('36A').map(({ path }) => path)).toEqual(['/36A', '/x']);
    expect([log.size, log.between(1, 2)]).toEqual([3, [call('POST', '/36B')]]);
  });

  it('take up to 64 MiB, counting 200 extra characters for each', () => {
    const log = new DownstreamCallLog();
    for (let n = 0; n < 4; n += 1) log.add(call('POST', '/36', long));
    expect([log.size, log.isFull]).toEqual([4, false]);
    log.add(call('POST', '/36'));
    expect([log.size, log.isFull]).toEqual([4, true]);
  });
});

const token = { method: 'POST', path: '/oauth/token', body: { access_token: 'x' }, counts: false };
const responses = [token, { path: '/reports/*', status: 201, headers: { 'X-Id': '7' }, body: 'made' }];

describe('the response of the simulated service', () => {
  it.each([
    ['POST', '/oauth/token?grant=1', 200, '{"access_token":"x"}', false],
    ['GET', '/oauth/token', 200, '{}', true],
    ['PUT', '/reports/1', 201, 'made', true],
    ['PUT', '/reports', 200, '{}', true],
  ])('to %s %s', (method, target, status, body, counts) => {
    expect(responseTo(responses, method, target)).toMatchObject({ status, body, counts });
  });

  it('has the type of its body unless another is given', () => {
    const own = { path: '/own', headers: { 'Content-Type': 'text/csv' }, body: 'a,b' };
    const typeOf = (path: string) => responseTo([...responses, own], 'POST', path).headers['Content-Type'];
    expect(['/oauth/token', '/reports/1', '/own', '/none'].map(typeOf)).toEqual([
      'application/json',
      'text/plain; charset=utf-8',
      'text/csv',
      'application/json',
    ]);
  });

  it('is sent over HTTP, and irrelevant calls are not recorded', async () => {
    const downstream = await startDownstream(0, responses);
    const call = (path: string) => fetch(`${downstream.url}${path}`, { method: 'POST', body: '36A' });
    expect(await (await call('/oauth/token')).json()).toEqual({ access_token: 'x' });
    const made = await call('/reports/1');
    expect([made.status, made.headers.get('x-id'), await made.text()]).toEqual([201, '7', 'made']);
    expect(downstream.calls('36A').map(({ path }) => path)).toEqual(['/reports/1']);
    downstream.behave('fails');
    expect((await call('/oauth/token')).status).toBe(500);
    await downstream.close();
  });
});

describe('a port for the simulated service', () => {
  it.each([4190, 6000, 6667, 10080])('%i causes a warning, because fetch refuses it', async (port) => {
    expect(portWarning(port)).toMatch(`fetch refuses to call port ${port}`);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      cause: { message: 'bad port' },
    });
  });

  it.each([9000, 3000, 8080])('%i does not', (port) => expect(portWarning(port)).toBeUndefined());
});
