import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import { failed, hostile, report, result, sampleReport } from '../support/sample-report.ts';

const summaryOf = (value: Report) => JSON.parse(renderReport('summary', value)) as Record<string, unknown>;

describe('the summary', () => {
  it('has the outcome, the counts and each failure with its fix and rerun command', () => {
    const one = failed({ id: 'a/one', sinceLast: 'new', rerun: 'npx hookswitch check URL --rules a/one' });
    expect(summaryOf(report([one, result({ id: 'a/two', sinceLast: 'fixed' })]))).toMatchObject({
      outcome: 'failed',
      seed: 42,
      summary: { pass: 1, fail: 1 },
      sinceLast: { new: ['a/one'], fixed: ['a/two'] },
      failed: [{ id: 'a/one', level: 'must', sinceLast: 'new', fix: one.finding?.fix, rerun: one.rerun }],
    });
  });

  it('has at most 20 KB, whatever a receiver writes, and says how many failures it omits', () => {
    const long = `${hostile}${'漢"\\'.repeat(3000)}`;
    const many = Array.from({ length: 80 }, (_, n) =>
      failed({ id: `x/rule-${n}`, finding: { expected: long, actual: long, fix: long } }),
    );
    const unclear = Array.from({ length: 40 }, (_, n) =>
      result({ id: `y/rule-${n}`, verdict: 'inconclusive', reason: `${n} ${long}` }),
    );
    const text = renderReport('summary', report([...many, ...unclear]));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
    const { failed: shown, omittedFailures } = JSON.parse(text) as {
      failed: unknown[];
      omittedFailures: number;
    };
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length + omittedFailures).toBe(80);
  });

  it('agrees with the exit code', () => {
    const inconclusive = report([
      result({ id: 'a/one' }),
      result({ id: 'a/two', verdict: 'inconclusive', reason: 'x' }),
    ]);
    expect(summaryOf(inconclusive).outcome).toBe('inconclusive');
    expect(JSON.parse(renderReport('summary', inconclusive, { allowInconclusive: true }))).toMatchObject({
      outcome: 'passed',
    });
    const may = report([failed({ id: 'a/one', level: 'may' })]);
    expect([
      summaryOf(may).outcome,
      JSON.parse(renderReport('summary', may, { failOn: 'may' })).outcome,
    ]).toEqual(['passed', 'failed']);
    expect(summaryOf(sampleReport()).outcome).toBe('internal-error');
  });
});
