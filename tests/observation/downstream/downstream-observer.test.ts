import { expect, it } from 'vitest';
import type { DownstreamCall } from '../../../observation/downstream/calls.ts';
import type { Downstream } from '../../../observation/downstream/downstream.ts';
import { downstreamObserver, unlessSilent } from '../../../observation/downstream/downstream-observer.ts';

const { signal } = new AbortController();

const call = (body: string, method = 'PUT'): DownstreamCall => ({
  method,
  path: '/36A',
  body,
  status: 200,
});

function simulating(calls: readonly DownstreamCall[], isFull = false): Downstream {
  return {
    url: 'http://127.0.0.1:9000',
    size: calls.length,
    isFull,
    calls: (sn) => calls.filter(({ path }) => path.includes(sn)),
    between: (from, to) => calls.slice(from, to),
    behave: () => {},
    close: () => Promise.resolve(),
  };
}

it('shows the effects of the calls about a PBX', async () => {
  const observer = downstreamObserver(simulating([call('[1]')]));
  expect(observer).toMatchObject({ option: 'downstreamPort', isPerPbx: true, showsState: false });
  const state = [{ method: 'PUT', path: '/36A', body: [1] }];
  expect(await observer.observe('36A', signal)).toEqual({ kind: 'state', state });
  expect(await observer.observe('36B', signal)).toEqual({ kind: 'state', state: [] });
});

it('shows nothing if there are too many calls, or if they are too large', async () => {
  expect(await downstreamObserver(simulating([call('1')], true)).observe('36A', signal)).toEqual({
    kind: 'trouble',
    reason: 'the receiver made more calls to the downstream service than Hookswitch records',
  });
  const large = Array.from({ length: 300 }, (_, n) => call(`${n}${'x'.repeat(64_000)}`, 'POST'));
  expect(await downstreamObserver(simulating(large)).observe('36A', signal)).toMatchObject({
    reason: 'the observer returned more than 16 MiB; it must show one PBX only',
  });
});

it('the observation is inconclusive until the first call', async () => {
  const observeCalls = (calls: readonly DownstreamCall[]) => {
    const downstream = simulating(calls);
    return unlessSilent(downstreamObserver(downstream), downstream, 1500).observe('36B', signal);
  };
  expect(await observeCalls([])).toEqual({
    kind: 'trouble',
    reason:
      'the receiver acknowledged a genuine message but did not call http://127.0.0.1:9000 within 1.5 s; configure it to call this URL, or use another observer',
  });
  expect(await observeCalls([call('1')])).toEqual({ kind: 'state', state: [] });
});
