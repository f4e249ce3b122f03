import { describe, expect, it } from 'vitest';
import { exitReason } from '../../../../cli/commands/check/exit-reason.ts';
import type { Report } from '../../../../schemas/index.ts';

const report = (summary: Partial<Report['summary']>, ...results: object[]) =>
  ({ summary: { pass: 1, fail: 0, inconclusive: 0, ...summary }, results }) as unknown as Report;
const failed = { verdict: 'fail', level: 'may' };

describe('the reason for the exit code of a check', () => {
  it.each([
    [
      report({ inconclusive: 3 }, failed),
      4,
      'exit code 4: 3 rules inconclusive (--allow-inconclusive makes it 0)',
    ],
    [report({ pass: 0, inconclusive: 1 }), 4, 'exit code 4: no rule could be checked'],
    [report({ fail: 1 }, failed), 0, 'exit code 0: no failed rule is of level must (--fail-on)'],
    [report({ fail: 1 }, { ...failed, known: true }), 0, undefined],
    [report({}), 0, undefined],
    [report({ fail: 1 }, failed), 1, undefined],
  ])('is given only if the result does not show it', (of, code, reason) => {
    expect(exitReason(of, code, 'must')).toBe(reason);
  });

  it('names the level of --fail-on', () => {
    expect(exitReason(report({ fail: 1 }, failed), 0, 'should')).toMatch('level should or above (--fail-on)');
  });
});
