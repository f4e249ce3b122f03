import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { assumeCalls, effectsOn } from '../../../runner/downstream/assume-calls.ts';
import { type LaterCall, resultWithService, type SimulatedReceiver } from './with-service.ts';

/** What a rule learns about calls, how long that took (ms), and its result. */
async function given(
  behavior: SimulatedReceiver,
  before: (ctx: RuleContext) => Promise<unknown> = async () => {},
) {
  const reported: string[] = [];
  let tookMs = 0;
  const result = await resultWithService(async (ctx) => {
    await before(ctx);
    const start = performance.now();
    const reports = await assumeCalls(ctx);
    tookMs = performance.now() - start;
    reported.push(...reports.map(({ what }) => what));
  }, behavior);
  return { ...result, reported, tookMs };
}

const both = ['a DID change', 'a capacity change'];

/** A call that names the PBX, this long after a DID report or a capacity report (ms). */
const namedAfter =
  (didsMs: number | undefined, capacityMs?: number): SimulatedReceiver['callsOf'] =>
  ({ sn, event }) => {
    const afterMs = event ? didsMs : capacityMs;
    return afterMs === undefined ? [] : [{ path: `/pbx/${sn}`, afterMs }];
  };

describe('waiting for the first calls', () => {
  it('ends at once if both reports lead to calls at once', async () => {
    const { reported, tookMs, evidence } = await given({ callsOf: namedAfter(0, 0) });
    expect(reported).toEqual(both);
    expect(tookMs).toBeLessThan(100);
    expect(evidence.attempts.map(({ note }) => note)).toEqual(both);
  });

  it('continues for --settle after the first one', async () => {
    const { reported } = await given({ callsOf: namedAfter(100, 1900) });
    expect(reported).toEqual(both);
  });

  it('ends soon after that, since a receiver may call about one kind of report only', async () => {
    const { reported, tookMs, evidence } = await given({ callsOf: namedAfter(100) });
    expect(reported).toEqual(['a DID change']);
    expect(evidence.notes).toEqual(["No call followed a capacity change, so this rule doesn't test it."]);
    expect(tookMs).toBeGreaterThanOrEqual(2100);
    expect(tookMs).toBeLessThan(5000);
  });

  it('takes longer if the receiver calls about an earlier report first', async () => {
    const callsOf: SimulatedReceiver['callsOf'] = (report, nth) =>
      namedAfter(nth === 1 ? 0 : 3000)(report, nth);
    const { reported } = await given({ callsOf, settleMs: 500 }, (ctx) =>
      ctx.deliver([{ event: 'did_change', sn: ctx.serial() }]),
    );
    expect(reported).toEqual(['a DID change']);
  });

  it('ends after --settle if the receiver never calls, and says so', async () => {
    const { reasonCode, reason } = await given({ callsOf: () => [] });
    expect(reasonCode).toBe('no-downstream-call');
    expect(reason).toContain('within 2.00 s');
  });
});

describe('calls that name no PBX', () => {
  const nameless: readonly LaterCall[] = [{ path: '/notices' }];

  it('are counted in rounds that are notes in the evidence', async () => {
    const { reported, evidence } = await given({ callsOf: () => nameless });
    expect(reported).toEqual(both);
    expect(evidence.attempts.map(({ note }) => note)).toEqual([...both, ...both, ...both]);
    expect(evidence.notes).toContain(
      'No call names a PBX, so calls are attributed to the only PBX that the rule was working with at the time.',
    );
  });

  it('cannot be counted if none come in a round', async () => {
    const { reasonCode } = await given({ callsOf: (_report, nth) => (nth <= 2 ? nameless : []) });
    expect(reasonCode).toBe('downstream-calls-vary');
  });

  it('cannot be counted if their number varies for one kind of report', async () => {
    const callsOf: SimulatedReceiver['callsOf'] = ({ event }, nth) =>
      event ? nameless : Array(nth).fill(nameless[0]);
    expect((await given({ callsOf })).reasonCode).toBe('downstream-calls-vary');
  });

  it.each<[string, SimulatedReceiver['callsOf']]>([
    ['every path contains an id', (_report, nth) => [{ path: `/notices/${nth}` }]],
    ['one path contains an id', ({ event }, nth) => [{ path: event ? `/notices/${nth}` : '/capacity' }]],
    // Once while the calls are learned, and once after.
    [
      'a token is fetched occasionally, which does not count',
      (_report, nth) => (nth === 3 || nth > 8 ? [{ path: '/token' }, ...nameless] : nameless),
    ],
  ])('all count if %s', async (_when, callsOf) => {
    let effects = 0;
    await resultWithService(
      async (ctx) => {
        const [report] = await assumeCalls(ctx);
        if (!report) return;
        const sn = ctx.serial();
        ctx.downstream.countAs(sn);
        await ctx.deliver([{ event: 'did_change', sn }]);
        await ctx.downstream.quiet();
        effects = effectsOn(ctx, sn);
      },
      { callsOf },
    );
    expect(effects).toBe(1);
  });
});
