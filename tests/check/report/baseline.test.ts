import { describe, expect, it } from 'vitest';
import { updatedBaseline, withBaseline } from '../../../check/report/baseline.ts';
import { exitCodeOfReport } from '../../../cli/shared/exit-codes.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import { validate } from '../../../schemas/index.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const today = '2026-11-25';
/** Fails one rule: a receiver that someone may tolerate for a while. */
const lenient = brokenReceiver('hex-accepted-too');
const rules = ['signature/rejects-other-encoding', 'signature/accepts-genuine'];
const report = await checkFixture(lenient.create, { rules });
const entry = (rule: string, expires: string) => ({ rule, reason: 'ticket 7', expires });
const failing = 'signature/rejects-other-encoding';

describe('a baseline', () => {
  it('accepts a known failure through its last day, and no longer', () => {
    for (const [expires, code] of [
      ['2026-12-01', 0],
      [today, 0],
      ['2026-11-24', 1],
    ] as const) {
      const checked = withBaseline(report, { knownFailures: [entry(failing, expires)] }, today);
      expect(exitCodeOfReport(checked, { failOn: 'should' })).toBe(code);
      expect(checked.baseline?.expired).toEqual(code === 1 ? [failing] : []);
      expect(validate('report', checked)).toBeUndefined();
    }
    expect(exitCodeOfReport(report, { failOn: 'should' })).toBe(1);
  });

  it('fails when a rule that it lists passes', () => {
    const stale = [entry('signature/accepts-genuine', '2026-12-01'), entry(failing, '2026-12-01')];
    const checked = withBaseline(report, { knownFailures: stale }, today);
    expect(checked.baseline).toEqual({ stale: ['signature/accepts-genuine'], expired: [] });
    expect(exitCodeOfReport(checked, { failOn: 'may' })).toBe(1);
  });

  it('ignores rules that were not checked', () => {
    const checked = withBaseline(
      report,
      { knownFailures: [entry('retry/applies-once', '2020-01-01')] },
      today,
    );
    expect(checked.baseline).toEqual({ stale: [], expired: [] });
  });

  it('is updated: new failures are added, passed rules removed, and the rest stays', () => {
    const before = {
      knownFailures: [
        entry('signature/accepts-genuine', '2026-12-01'),
        entry('retry/applies-once', '2020-01-01'),
      ],
    };
    const added = { reason: 'ticket 8', expires: '2027-01-31' };
    expect(updatedBaseline(before, report, added, today)).toEqual({
      knownFailures: [entry('retry/applies-once', '2020-01-01'), { rule: failing, ...added }],
    });
    const known = { knownFailures: [entry(failing, today)] };
    expect(updatedBaseline(known, report, added, today)).toEqual(known);
    const old = { knownFailures: [entry(failing, '2026-11-24')] };
    expect(updatedBaseline(old, report, added, today).knownFailures).toEqual([{ rule: failing, ...added }]);
  });
});
