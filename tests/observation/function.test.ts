import { afterEach, describe, expect, it, vi } from 'vitest';
import { functionObserver, type Observe } from '../../observation/function.ts';
import { check } from '../../suites/index.ts';
import { idsOf, testSecret } from '../runner/check-fixture.ts';
import { plainApp } from '../runner/in-process-apps.ts';

const observeOnce = (observe: Observe, signal = new AbortController().signal) =>
  functionObserver(observe).observe('36X', signal);
const circular: { self?: unknown } = {};
circular.self = circular;

afterEach(() => vi.useRealTimers());

describe('an observer that is a function', () => {
  it.each<[string, unknown, unknown]>([
    ['plain data', { dids: ['1', { n: null }] }, { dids: ['1', { n: null }] }],
    ['a promise of data', Promise.resolve([1]), [1]],
    ['nothing', undefined, null],
    ['null', null, null],
    ['false', false, false],
    ['Maps and Sets', new Map([['dids', new Set(['1', '2'])]]), { dids: ['1', '2'] }],
    ['a key that objects inherit', new Map([['__proto__', 1]]), JSON.parse('{"__proto__":1}')],
    ['a time', new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('shows %s', async (_what, shown, state) => {
    expect(await observeOnce(() => shown)).toEqual({ kind: 'state', state });
  });

  it('passes the PBX, and copies a value that keeps changing', async () => {
    const pbx = { asked: '', dids: ['1'] };
    const first = await observeOnce((sn) => Object.assign(pbx, { asked: sn }));
    pbx.dids.push('2');
    expect(first).toEqual({ kind: 'state', state: { asked: '36X', dids: ['1'] } });
  });

  it('shows one state for all PBXs if it takes no serial number', () => {
    expect(functionObserver(() => null).isPerPbx).toBe(false);
    expect(functionObserver((_sn) => null).isPerPbx).toBe(true);
  });

  it.each<[string, Observe, string]>([
    ['throws', () => Object.keys(null as never), 'the observer failed with "Cannot convert '],
    ['rejects', async () => Promise.reject(new Error('no table')), 'the observer failed with "no table"'],
    [
      'throws something other than an Error',
      () => Promise.reject('x'),
      'the observer failed with the string "x"',
    ],
    [
      'returns a function',
      () => () => 1,
      'the observer returned something that is not JSON, such as a function',
    ],
    [
      'returns a BigInt',
      () => ({ n: 1n }),
      'the observer failed with "Do not know how to serialize a BigInt"',
    ],
    [
      'returns a value nested too deeply',
      () => JSON.parse('['.repeat(501) + ']'.repeat(501)),
      'the observer returned JSON nested deeper than 500 levels; it must show one PBX only',
    ],
    [
      'returns a value nested deeper than the stack allows',
      () => JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)),
      'the observer returned JSON nested deeper than 500 levels; it must show one PBX only',
    ],
    [
      'returns a circular value',
      () => circular,
      'the observer failed with "Converting circular structure to JSON',
    ],
    [
      'shows too much',
      () => 'x'.repeat(16 * 1024 * 1024),
      'the observer returned more than 16 MiB; it must show one PBX only',
    ],
  ])('fails when it %s', async (_what, observe, reason) => {
    const seen = await observeOnce(observe);
    expect(seen).toEqual({ kind: 'trouble', reason: expect.stringContaining(reason) });
  });

  it('fails when it does not respond, after the same time as one over HTTP', async () => {
    vi.useFakeTimers();
    const seen = observeOnce(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await Promise.race([seen, 'still waiting'])).toBe('still waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await seen).toEqual({ kind: 'trouble', reason: 'the observer did not respond within 10 s' });
  });

  it('keeps no timer once it has responded', async () => {
    vi.useFakeTimers();
    await observeOnce(() => 'a state');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is aborted when the run is interrupted', async () => {
    const interrupt = new AbortController();
    const seen = observeOnce(() => new Promise(() => {}), interrupt.signal);
    interrupt.abort();
    expect(await seen).toEqual({ kind: 'trouble', reason: 'the run was interrupted' });
    expect(await observeOnce(() => new Promise(() => {}), interrupt.signal)).toMatchObject({
      kind: 'trouble',
    });
  });
});

describe('a run whose observer is a function', () => {
  const checkIt = async (observe: (state: unknown) => unknown) => {
    const { receiver, store } = await plainApp(testSecret);
    return check({
      receiver,
      receiverPath: '/webhook',
      secret: testSecret,
      rules: ['retry/applies-once'],
      observe: (sn) => observe(store.get(sn)),
      settleMs: 400,
      time: 'simulated',
    });
  };

  it('never repeats the secret, whatever the observer says', async () => {
    expect(JSON.stringify(await checkIt(() => [testSecret, performance.now()]))).not.toContain(testSecret);
  });

  it('does not blame the receiver if the observer fails later', async () => {
    const report = await checkIt((state) => (state ? Promise.reject(new Error('locked')) : null));
    expect(idsOf(report, 'inconclusive')).toEqual(['retry/applies-once']);
    expect(report.results[0]?.reason).toBe('the observer failed with "locked"');
  });
});
