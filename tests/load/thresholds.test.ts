import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickLine } from '../../cli/commands/load/screen.ts';
import { terminalWords } from '../../cli/shared/option-words.ts';
import { FailingWatch } from '../../load/failing-watch.ts';
import type { LoadResult, LoadTick } from '../../load/index.ts';
import { highestHeld, nextRate, type Tried } from '../../load/rate-search.ts';
import { careFor, type RemoteHostFlags } from '../../load/remote-host.ts';
import { checksOf, verdictOf } from '../../load/thresholds.ts';

const deliveries = { sent: 0, acknowledged: 0, refused: 0, unanswered: 0, cut: 0 };
const times = { p50: 1, p90: 2, p99: 900, p999: 950, max: 990 };
const held = {
  due: 1000,
  unsent: 0,
  genuine: { ...deliveries, sent: 900, acknowledged: 900 },
  repeated: { ...deliveries, sent: 50, acknowledged: 50 },
  forged: { ...deliveries, sent: 50, refused: 50 },
  requestedPerSecond: 100,
  achievedPerSecond: 99.9,
  ackMs: times,
  limitedBy: 'nothing',
  limitedByWhy: 'messages were sent when they were due',
} as LoadResult;
const thresholds = { maxP99Ms: 1000, maxFailed: 0 };
const state = { pbxs: 10, checked: 10, wrong: 0, leftOut: 0, examples: [] };

function missed(changes: Partial<LoadResult>, demands = thresholds, seen = state): string[] {
  const checks = checksOf({ ...held, ...changes }, demands, seen);
  return checks.filter(({ verdict }) => verdict !== 'met').map(({ name, actual }) => `${name}: ${actual}`);
}

describe('what is demanded of a load', () => {
  it('is met by a receiver that holds', () => {
    const checks = checksOf(held, thresholds, state);
    expect(checks.map(({ name }) => name)).toEqual(['ack', 'failed', 'forged', 'rate', 'end-state']);
    expect(verdictOf(checks, false)).toBe('held');
    expect(verdictOf(checks, true)).toBe('interrupted');
  });

  it('is the ack at p99, to the millisecond of the threshold', () => {
    expect(missed({}, { ...thresholds, maxP99Ms: 900 })).toEqual([]);
    expect(missed({}, { ...thresholds, maxP99Ms: 899 })).toEqual(['ack: p99 900 ms']);
    expect(missed({ ackMs: { ...times, p99: null } })).toEqual(['ack: nothing was acknowledged']);
  });

  it('is that nothing is lost, or no more than may be', () => {
    const one = { genuine: { ...deliveries, sent: 900, acknowledged: 899, unanswered: 1 } };
    expect(missed(one)).toEqual(['failed: 1 of 1,000 (0.1 %)']);
    expect(missed(one, { ...thresholds, maxFailed: 0.001 })).toEqual([]);
    expect(missed(one, { ...thresholds, maxFailed: 0.0009 })).toHaveLength(1);
  });

  it('is left open where messages were lost, or acks slow, while this process itself was held up', () => {
    const measuredLate = { attempts: 20, timeouts: 5, lost: 2, longestMs: 1200 };
    const lost = (unanswered: number) => ({
      genuine: { ...deliveries, sent: 900, acknowledged: 900 - unanswered, unanswered },
      attempts: 1000,
      measuredLate,
    });
    const failed = (result: Partial<LoadResult>, demands = thresholds) =>
      checksOf({ ...held, ...result }, demands, state).filter(({ verdict }) => verdict !== 'met');
    expect(failed(lost(2))).toMatchObject([
      { name: 'failed', verdict: 'inconclusive', actual: '2 of 1,000 (0.2 %); 2 measured late by us' },
    ]);
    expect(failed(lost(3))).toMatchObject([{ name: 'failed', verdict: 'missed' }]);
    const slow = { ...thresholds, maxP99Ms: 500 };
    expect(failed({ attempts: 1000, measuredLate }, slow)).toMatchObject([
      { name: 'ack', verdict: 'inconclusive', actual: 'p99 900 ms; 20 measured late by us' },
    ]);
    expect(failed({ attempts: 2000, measuredLate }, slow)).toMatchObject([
      { name: 'ack', verdict: 'missed' },
    ]);
  });

  it('counts what was never sent, and forgeries that got no answer, as lost', () => {
    expect(missed({ due: 1003, unsent: 3 })[0]).toMatch(/^failed: 3 of 1,003 .*3 of them never sent/);
    const silent = { forged: { ...deliveries, sent: 50, refused: 49, unanswered: 1 } };
    expect(missed(silent)).toEqual(['failed: 1 of 1,000 (0.1 %)']);
  });

  it('is that no forgery is accepted, whatever may be lost', () => {
    const lax = { ...thresholds, maxFailed: 1 };
    const accepted = { forged: { ...deliveries, sent: 50, refused: 49, acknowledged: 1 } };
    expect(missed(accepted, lax)).toEqual(['forged: 1 of 50 accepted']);
  });

  it('is that the rate was sent, and says when the tool is what could not', () => {
    const slow = { achievedPerSecond: 60, limitedBy: 'tool', limitedByWhy: 'the thread was busy' } as const;
    expect(missed(slow)).toEqual(['rate: 60/s; limited by the tool: the thread was busy']);
    expect(missed({ achievedPerSecond: 60, requestedPerSecond: 'max' })).toEqual([]);
    // 10 s may end half a second late, 100 s two.
    expect(missed({ ...slow, achievedPerSecond: 95.3 })).toEqual([]);
    expect(missed({ ...slow, achievedPerSecond: 95 })).toHaveLength(1);
    const long = { due: 10_000, genuine: { ...deliveries, sent: 9900, acknowledged: 9900 } };
    expect(missed({ ...slow, ...long, achievedPerSecond: 98.1 })).toEqual([]);
    expect(missed({ ...slow, ...long, achievedPerSecond: 97.9 })).toHaveLength(1);
  });

  it('is that every PBX that can be judged is right', () => {
    expect(missed({}, thresholds, { ...state, wrong: 2 })).toEqual(['end-state: 2 of 10 PBXs wrong']);
    const unseen = { ...state, checked: 4, reason: 'the observer answered 500' };
    const checks = checksOf(held, thresholds, unseen);
    expect(verdictOf(checks, false)).toBe('inconclusive');
    expect(missed({}, thresholds, unseen)).toEqual([
      'end-state: 4 of 10 PBXs right; the observer answered 500',
    ]);
    expect(verdictOf(checksOf(held, thresholds, { ...state, pbxs: 0, checked: 0 }), false)).toBe(
      'inconclusive',
    );
  });

  it('is that it ran to its end', () => {
    const [first] = checksOf(held, thresholds, undefined, 'stopped after 3 s');
    expect(first).toMatchObject({ name: 'finished', verdict: 'missed', actual: 'stopped after 3 s' });
  });
});

describe('the search for the limit', () => {
  it('comes as near as 10 % to any limit, in 20 steps at most', () => {
    const limits = fc.double({ min: 1, max: 50_000, noNaN: true });
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 5000 }), (limit, first) => {
        const tried: Tried[] = [];
        for (let rate = nextRate(first, tried); rate !== undefined; rate = nextRate(first, tried)) {
          tried.push({ perSecond: rate, isHeld: rate <= limit });
        }
        const found = highestHeld(tried);
        expect(tried.length).toBeLessThanOrEqual(20);
        if (found === undefined) expect(limit).toBeLessThan(2.1);
        else expect(limit / found).toBeLessThanOrEqual(found < 10 ? 1.2 : 1.11);
      }),
    );
  });

  it('begins with the rate that was given, and trusts no rate above one that failed', () => {
    expect(nextRate(250, [])).toBe(250);
    const tried = [
      { perSecond: 100, isHeld: true },
      { perSecond: 200, isHeld: false },
      { perSecond: 400, isHeld: true },
    ];
    expect(highestHeld(tried)).toBe(100);
  });
});

describe('the watch over a failing receiver', () => {
  const tick = (outcomes: Record<string, number>, acknowledged: number, refused = 0) =>
    ({ atMs: 1000, outcomes, acknowledged, total: { forged: { refused } } }) as unknown as LoadTick;

  it('speaks when more than the share of the latest attempts fail', () => {
    const watch = new FailingWatch(0.2, terminalWords);
    expect(watch.see(tick({ 200: 80, 503: 20 }, 80))).toBeUndefined();
    expect(watch.see(tick({ 200: 79, timeout: 21 }, 79))).toMatch(/stopped after 1 s: 21 %.*--abort-on/);
  });

  it('takes refused forgeries for what is due to them, and says nothing of a few attempts', () => {
    const watch = new FailingWatch(0.1);
    expect(watch.see(tick({ 200: 50, 401: 50 }, 50, 50))).toBeUndefined();
    expect(watch.see(tick({ 200: 50, 401: 50 }, 50, 100))).toBeUndefined();
    expect(new FailingWatch(0).see(tick({ ECONNRESET: 19 }, 0))).toBeUndefined();
  });

  it('forgets what is long past', () => {
    const watch = new FailingWatch(0.2, terminalWords);
    watch.see(tick({ 200: 90, 503: 10 }, 90));
    for (let n = 0; n < 5; n += 1) expect(watch.see(tick({ 200: 20 }, 20))).toBeUndefined();
    expect(watch.see(tick({ 200: 15, 503: 5 }, 15))).toBeUndefined();
  });
});

describe('care for another host', () => {
  const flags: RemoteHostFlags = {};
  const url = 'https://staging.example/ycm';

  it('asks whose it is, begins with a ramp, and stops by itself', () => {
    expect(() => careFor(url, flags)).toThrow(/staging.example down.*give ownsHost/);
    const mine = { ...flags, iOwnThisHost: true };
    expect(careFor(url, mine, 20_000)).toEqual({ rampMs: 4000, abortOn: 0.2 });
    expect(careFor(url, mine, 600_000)).toEqual({ rampMs: 10_000, abortOn: 0.2 });
    expect(careFor(url, { ...mine, ramp: 1, abortOn: 0.5 }, 1000)).toEqual({ rampMs: 1, abortOn: 0.5 });
    expect(() => careFor(url, { ...mine, rate: 'max' })).toThrow(/rate: "max" begins at once/);
  });

  it.each(['http://localhost:1/', 'http://127.0.0.1:1/', 'http://[::1]:1/'])(
    'is not needed for %s',
    (local) => {
      expect(careFor(local, { ...flags, rate: 'max' })).toEqual({ rampMs: undefined, abortOn: undefined });
    },
  );
});

it('the line of a terminal leaves out what does not fit, and cuts no number', () => {
  const tick = {
    ...{ atMs: 65_000, intervalMs: 1000, sent: 1200, acknowledged: 1100, inFlight: 7, late: 3 },
    ...{ lagMs: times, ackMs: times, outcomes: { 200: 1100, timeout: 100 } },
  } as unknown as LoadTick;
  const whole = tickLine(tick);
  expect(whole).toBe(
    ' 1:05  1,200/s sent, 1,100/s acknowledged · ack p50 1.0 ms p99 900 ms · lag p99 900 ms · 200 ×1,100, timeout ×100 · 7 under way, 3 late',
  );
  expect(tickLine(tick, 80)).toBe(' 1:05  1,200/s sent, 1,100/s acknowledged · ack p50 1.0 ms p99 900 ms');
});
