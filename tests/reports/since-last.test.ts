import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../reports/format-names.ts';
import { textReport } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import { changeRemarks, changesInWords } from '../../reports/since-last.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { validate } from '../../schemas/index.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { failed, report, result } from './support/sample-report.ts';

const changed: RuleResult[] = [
  result({ id: 'a/one', sinceLast: 'fixed' }),
  result({ id: 'a/two', sinceLast: 'fixed' }),
  failed({ id: 'a/three', sinceLast: 'new' }),
  failed({ id: 'a/four', sinceLast: 'still-failing' }),
  result({ id: 'a/five' }),
];
const unchanged = changed.map(({ sinceLast: _none, ...rest }) => rest);

describe('what changed since the last check', () => {
  it('is counted, and names the rules that are fixed', () => {
    expect(changesInWords({ results: changed })).toBe('2 fixed, 1 new, 1 still failing');
    expect(changeRemarks({ results: changed })).toEqual([
      'since the last check: 2 fixed (a/one, a/two), 1 new, 1 still failing',
    ]);
  });

  it('is not mentioned if nothing failed before or now', () => {
    expect(changesInWords({ results: unchanged })).toBeUndefined();
    expect(changeRemarks({ results: unchanged })).toEqual([]);
  });

  it('names a flaky rule and why it is one', () => {
    const flaky = [result({ id: 'a/once', sinceLast: 'flaky' })];
    expect(changeRemarks({ results: flaky })).toEqual([
      'since the last check: 1 flaky (a/once)',
      'flaky: failed in the last check, passes now with the same seed and unchanged code',
    ]);
  });

  it('names only the first rules of many', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => result({ id: `x/${name}`, sinceLast: 'fixed' }));
    expect(changeRemarks({ results: many })).toEqual([
      'since the last check: 5 fixed (x/a, x/b, x/c and 2 more)',
    ]);
  });

  it('is in every report', () => {
    expect(validate('report', report(changed))).toBeUndefined();
    for (const format of reportFormats) {
      const text = renderReport(format, report(changed));
      for (const word of [/fixed/, /\bnew\b/, /still[- ]failing/])
        expect(text, `${format} ${word}`).toMatch(word);
      expect(renderReport(format, report(unchanged)), format).not.toMatch(/still[- ]failing/);
    }
    const text = textReport(report(changed), { colors: noColors });
    expect(text).toContain('since the last check: 2 fixed (a/one, a/two), 1 new, 1 still failing');
    expect(text).toMatch(/✗ a\/three +must, new$/m);
  });
});
