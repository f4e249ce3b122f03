import { describe, expect, it } from 'vitest';
import { type LastCheck, lastFailed, markChange, updatedLast } from '../../../check/report/since-last.ts';
import { failed, report, result } from '../../reports/support/sample-report.ts';

const checkedAt = '2026-03-10T09:00:00.000Z';
const id = 'retry/applies-once';
const last = (verdict: 'pass' | 'fail'): LastCheck => ({
  seed: 7,
  rules: { [id]: { verdict, seed: 7, checkedAt } },
});
const now = {
  pass: result({ id }),
  fail: failed({ id }),
  inconclusive: result({ id, verdict: 'inconclusive', reason: 'cannot tell' }),
};

describe('a result', () => {
  it.each([
    ['fail', 'pass', 'fixed'],
    ['fail', 'fail', 'still-failing'],
    ['pass', 'fail', 'new'],
    ['pass', 'pass', undefined],
    ['fail', 'inconclusive', undefined],
  ] as const)('after a %s, is %s now: %s', (before, verdict, change) => {
    expect(markChange(now[verdict], last(before), 7, () => false).sinceLast).toBe(change);
  });

  it('is new if the rule was never checked, and unmarked without an earlier check', () => {
    expect(markChange(now.fail, { rules: {} }, 7, () => false).sinceLast).toBe('new');
    expect(markChange(now.fail, undefined, 7, () => false)).toEqual(now.fail);
  });

  it('is flaky only if it passes with the same seed and unchanged code', () => {
    const change = (seed: number, isUnchanged: boolean) =>
      markChange(now.pass, last('fail'), seed, (time) => isUnchanged && time === checkedAt).sinceLast;
    expect(change(7, true)).toBe('flaky');
    expect(change(8, true)).toBe('fixed');
    expect(change(7, false)).toBe('fixed');
  });
});

describe('what is kept for the next check', () => {
  it('has the rules with a pass or fail, and the seed of the last failure', () => {
    const first = updatedLast(undefined, report([now.fail, result({ id: 'a/pass' })], { seed: 1 }));
    expect(lastFailed(first)).toEqual([id]);
    const second = updatedLast(first, report([result({ id: 'a/pass' })], { seed: 2 }));
    expect([lastFailed(second), second.seed]).toEqual([[id], 1]);
    const third = updatedLast(second, report([now.inconclusive], { seed: 3 }));
    expect(lastFailed(third)).toEqual([id]);
    expect(lastFailed(updatedLast(third, report([now.pass], { seed: 1 })))).toEqual([]);
  });

  it('contains nothing of a message, and no secret or URL', () => {
    const kept = JSON.stringify(updatedLast(undefined, report([now.fail])));
    expect(JSON.parse(kept)).toEqual({ seed: 42, rules: { [id]: { verdict: 'fail', seed: 42, checkedAt } } });
  });
});
