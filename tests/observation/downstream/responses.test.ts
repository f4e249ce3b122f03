import { describe, expect, it } from 'vitest';
import { portWarning } from '../../../observation/downstream/blocked-ports.ts';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import { responseTo } from '../../../observation/downstream/responses.ts';

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
