import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../../load/index.ts';
import { checksOf, verdictOf } from '../../load/thresholds.ts';

const deliveries = { sent: 0, acknowledged: 0, refused: 0, unanswered: 0, aborted: 0 };
const times = { p50: 1, p90: 2, p99: 900, p999: 950, max: 990 };
const sustained = {
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

function failures(changes: Partial<LoadResult>, demands = thresholds, seen = state): string[] {
  const checks = checksOf({ ...sustained, ...changes }, demands, seen);
  return checks.filter(({ verdict }) => verdict !== 'pass').map(({ name, actual }) => `${name}: ${actual}`);
}

describe('a threshold of a load', () => {
  it('passes for a receiver that sustains the load', () => {
    const checks = checksOf(sustained, thresholds, state);
    expect(checks.map(({ name }) => name)).toEqual(['ack', 'failed', 'forged', 'rate', 'end-state']);
    expect(verdictOf(checks, false)).toBe('pass');
    expect(verdictOf(checks, true)).toBe('interrupted');
  });

  it('compares the ack at p99 with the threshold to the millisecond', () => {
    expect(failures({}, { ...thresholds, maxP99Ms: 900 })).toEqual([]);
    expect(failures({}, { ...thresholds, maxP99Ms: 899 })).toEqual(['ack: p99 900 ms']);
    expect(failures({ ackMs: { ...times, p99: null } })).toEqual(['ack: nothing was acknowledged']);
  });

  it('allows no lost message, or at most the given number', () => {
    const one = { genuine: { ...deliveries, sent: 900, acknowledged: 899, unanswered: 1 } };
    expect(failures(one)).toEqual(['failed: 1 of 1,000 (0.1%)']);
    expect(failures(one, { ...thresholds, maxFailed: 0.001 })).toEqual([]);
    expect(failures(one, { ...thresholds, maxFailed: 0.0009 })).toHaveLength(1);
  });

  it('is inconclusive if messages were lost or acks slow while this process itself was stalled', () => {
    const measuredLate = { attempts: 20, timeouts: 5, lost: 2, longestMs: 1200 };
    const lost = (unanswered: number) => ({
      genuine: { ...deliveries, sent: 900, acknowledged: 900 - unanswered, unanswered },
      attempts: 1000,
      measuredLate,
    });
    const failed = (result: Partial<LoadResult>, demands = thresholds) =>
      checksOf({ ...sustained, ...result }, demands, state).filter(({ verdict }) => verdict !== 'pass');
    expect(failed(lost(2))).toMatchObject([
      { name: 'failed', verdict: 'inconclusive', actual: '2 of 1,000 (0.2%); 2 measured late' },
    ]);
    expect(failed(lost(3))).toMatchObject([{ name: 'failed', verdict: 'fail' }]);
    const slow = { ...thresholds, maxP99Ms: 500 };
    expect(failed({ attempts: 1000, measuredLate }, slow)).toMatchObject([
      { name: 'ack', verdict: 'inconclusive', actual: 'p99 900 ms; 20 measured late' },
    ]);
    expect(failed({ attempts: 2000, measuredLate }, slow)).toMatchObject([{ name: 'ack', verdict: 'fail' }]);
  });

  it('counts messages that were never sent, and forgeries without a response, as lost', () => {
    expect(failures({ due: 1003, unsent: 3 })[0]).toMatch(/^failed: 3 of 1,003 .*3 of them never sent/);
    const silent = { forged: { ...deliveries, sent: 50, refused: 49, unanswered: 1 } };
    expect(failures(silent)).toEqual(['failed: 1 of 1,000 (0.1%)']);
  });

  it('allows no accepted forgery, even if messages may be lost', () => {
    const lax = { ...thresholds, maxFailed: 1 };
    const accepted = { forged: { ...deliveries, sent: 50, refused: 49, acknowledged: 1 } };
    expect(failures(accepted, lax)).toEqual(['forged: 1 of 50 accepted']);
  });

  it('requires the rate to be sent, and says if the tool could not', () => {
    const slow = { achievedPerSecond: 60, limitedBy: 'tool', limitedByWhy: 'the thread was busy' } as const;
    expect(failures(slow)).toEqual(['rate: 60/s; limited by Hookswitch: the thread was busy']);
    expect(failures({ achievedPerSecond: 60, requestedPerSecond: 'max' })).toEqual([]);
    // 10 s may end half a second late, 100 s two.
    expect(failures({ ...slow, achievedPerSecond: 95.3 })).toEqual([]);
    expect(failures({ ...slow, achievedPerSecond: 95 })).toHaveLength(1);
    const long = { due: 10_000, genuine: { ...deliveries, sent: 9900, acknowledged: 9900 } };
    expect(failures({ ...slow, ...long, achievedPerSecond: 98.1 })).toEqual([]);
    expect(failures({ ...slow, ...long, achievedPerSecond: 97.9 })).toHaveLength(1);
  });

  it('requires every checkable PBX to be correct', () => {
    expect(failures({}, thresholds, { ...state, wrong: 2 })).toEqual(['end-state: 2 of 10 PBXs wrong']);
    const unseen = { ...state, checked: 4, reason: 'the observer answered 500' };
    const checks = checksOf(sustained, thresholds, unseen);
    expect(verdictOf(checks, false)).toBe('inconclusive');
    expect(failures({}, thresholds, unseen)).toEqual([
      'end-state: 4 of 10 PBXs correct; the observer answered 500',
    ]);
    expect(verdictOf(checksOf(sustained, thresholds, { ...state, pbxs: 0, checked: 0 }), false)).toBe(
      'inconclusive',
    );
  });

  it('requires the load to run to its end', () => {
    const [first] = checksOf(sustained, thresholds, undefined, 'stopped after 3 s');
    expect(first).toMatchObject({ name: 'finished', verdict: 'fail', actual: 'stopped after 3 s' });
  });
});
