import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../check/check-options.ts';
import { startDownstream } from '../../observation/downstream/downstream.ts';
import type { Need } from '../../schemas/need.ts';
import { simulated } from '../support/simulated.ts';
import { application, resultOf } from './own-rules.ts';

describe('a rule that needs something', () => {
  const get = (payloadIn: 'body' | 'query' | 'none') => ({ method: 'GET', profile: { payloadIn } }) as const;
  const { receiver, observe: sees } = application();
  const blind = () => 'one state';

  it.each<[Need, Partial<CommonCheckOptions>, string]>([
    ['observer', {}, "needs the receiver's state: add --observe-url"],
    [
      'state',
      {},
      "needs the receiver's current state, not its calls to the downstream service or a history: add --observe-url",
    ],
    ['pbx-state', {}, 'needs the state of each PBX separately: add --observe-url with {sn}'],
    ['pbx-state', { observe: blind }, 'needs the state of each PBX separately: add --observe-url with {sn}'],
    ['downstream', {}, 'needs a simulated downstream service: add --downstream-port'],
    ['restart', {}, 'needs to kill and restart the receiver: add --exec'],
    ['output', { restart: () => {} }, "needs the receiver's output: add --exec to start it"],
    [
      'carriage',
      get('none'),
      'needs requests that carry a message; a GET without a body or query carries none',
    ],
    ['body', get('none'), 'needs a message in the request body; a GET may carry it elsewhere'],
    ['body', get('query'), 'needs a message in the request body; a GET may carry it elsewhere'],
    ['https', {}, 'needs an https URL'],
    ['previous-secret', {}, "needs the webhook's previous secret: add --previous-secret-env"],
    ['thorough', {}, 'needs many measurements, which take a minute: add --thorough'],
  ])('is skipped without %s: %j', async (need, options, reason) => {
    const result = await resultOf(() => Promise.reject(new Error('tried')), options, {
      needs: ['body', need],
    });
    if (options.method === undefined) expect(result).toMatchObject({ verdict: 'skipped', need, reason });
    const alone = await resultOf(() => Promise.reject(new Error('tried')), options, { needs: [need] });
    expect(alone).toMatchObject({ verdict: 'skipped', need, reason });
  });

  it.each<[Need, NonNullable<Parameters<typeof resultOf>[1]>]>([
    ['observer', { receiver, observe: sees }],
    ['state', { observe: blind }],
    ['pbx-state', { receiver, observe: sees }],
    ['restart', { restart: () => {} }],
    ['carriage', get('query')],
    ['carriage', get('body')],
    ['body', get('body')],
    ['body', { profile: { payloadIn: 'none' } }],
    ['previous-secret', { previousSecret: 'r'.repeat(32) }],
    ['thorough', { thorough: true }],
  ])('is tried with %s: %j', async (need, options) => {
    expect(await resultOf(async () => {}, options, { needs: [need] })).toMatchObject({ verdict: 'pass' });
  });

  it('sees in the calls to a downstream service what was done, but not the state', async () => {
    const downstream = await startDownstream();
    const verdicts = async (need: Need) =>
      (await resultOf(async () => {}, { downstream, settleMs: 50 }, { needs: [need] })).verdict;
    expect(await verdicts('downstream')).toBe('pass');
    expect(await verdicts('observer')).toBe('pass');
    expect(await verdicts('state')).toBe('skipped');
    expect(await verdicts('pbx-state')).toBe('skipped');
    await downstream.close();
  });

  it.each([
    ['pass', 'name the PBX', (report: { sn: string }) => `/pbx/${report.sn}`],
    ['skipped', 'name no PBX', () => '/notices'],
  ] as const)('is a %s if it observes calls that %s', (verdict, _what, pathOf) =>
    simulated(async () => {
      const downstream = await startDownstream();
      const { receiver: calling } = application({
        apply: (_before, report) => void fetch(`${downstream.url}${pathOf(report)}`, { method: 'POST' }),
      });
      const given = { receiver: calling, downstream, settleMs: 300, time: 'real' } as const;
      const tried = (need: Need) => resultOf(async () => {}, given, { needs: [need] });
      const { reason, ...result } = await tried('observer');
      expect(result.verdict).toBe(verdict);
      if (verdict === 'skipped')
        expect([result.need, reason]).toEqual([
          'named-calls',
          "needs calls to the downstream service that contain a PBX's serial number, or its state; yours contain none: add --observe-url",
        ]);
      expect(await tried('downstream')).toMatchObject({ verdict: 'pass' });
      await downstream.close();
    }),
  );
});
