import { type CTRFReport, validate } from 'ctrf';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import type { Level } from '../../../schemas/level.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { hostile, knownReport, report, sampleReport } from '../support/sample-report.ts';

const ctrf = (of: Report, failOn?: Level): CTRFReport =>
  JSON.parse(renderReport('ctrf', of, failOn === undefined ? {} : { failOn }));

describe('the CTRF report', () => {
  it.each([
    ['the sample', sampleReport()],
    ['hostile text everywhere', reportSaying(hostile)],
    ['a baseline', knownReport()],
    ['no rules', report([])],
  ])('is valid by the published schema: %s', (_what, of) => {
    expect(validate(ctrf(of))).toMatchObject({ valid: true });
    const { summary, tests } = ctrf(of).results;
    const { passed, failed, skipped, pending, other } = summary;
    expect([summary.tests, passed + failed + skipped + pending + other]).toEqual([
      tests.length,
      tests.length,
    ]);
  });

  it('is rejected when it is invalid', () => {
    const wrong = ctrf(sampleReport()) as unknown as { results: { summary: { passed?: number } } };
    delete wrong.results.summary.passed;
    expect(validate(wrong)).toMatchObject({ valid: false });
  });

  it('maps each verdict to CTRF', () => {
    const { tests, summary } = ctrf(sampleReport()).results;
    const statusOf = (id: string) => {
      const test = tests.find(({ testId }) => testId === id);
      return [test?.status, test?.rawStatus];
    };
    expect(statusOf('signature/rejects-missing')).toEqual(['passed', 'pass']);
    expect(statusOf('signature/accepts-genuine')).toEqual(['failed', 'fail']);
    expect(statusOf('message/limits-size')).toEqual(['other', 'fail']);
    expect(statusOf('retry/applies-once')).toEqual(['other', 'inconclusive']);
    expect(statusOf('security/serves-valid-tls')).toEqual(['skipped', 'skipped']);
    expect(statusOf('security/reveals-no-secret')).toEqual(['failed', 'error']);
    expect(summary).toMatchObject({ tests: 10, passed: 1, failed: 4, skipped: 2, other: 3 });
    expect(ctrf(sampleReport(), 'should').results.summary).toMatchObject({ failed: 5, other: 2 });
  });

  it('says when the check ran, with which version and seed', () => {
    const { timestamp, results } = ctrf(sampleReport());
    expect(timestamp).toBe('2026-03-10T09:00:05.230Z');
    expect(results.summary).toMatchObject({
      start: Date.parse('2026-03-10T09:00:00Z'),
      stop: Date.parse('2026-03-10T09:00:05.230Z'),
    });
    expect(results.tool).toEqual({ name: 'hookswitch', version: '0.1.0' });
    expect(results.extra).toMatchObject({ seed: 42, receiver: { url: 'http://127.0.0.1:3000/webhook' } });
  });

  it('has the finding as the message, and all details as the trace', () => {
    const test = ctrf(sampleReport()).results.tests[1];
    expect(test?.message).toMatch(/^must: expected a 4xx for .*; got 200 OK in 3\.2 ms/);
    for (const line of ['case: {', 'fix: Compute', 'rerun: npx hookswitch check', 'HTTP/1.1 200 OK'])
      expect(test?.trace).toContain(`\n${line}`);
    expect(ctrf(sampleReport()).results.tests[2]?.trace).toContain(
      '\ncause: probably signature/rejects-tampered-body',
    );
    expect(test?.suite).toEqual(['signature']);
    expect(test?.tags).toEqual(['must', 'documented']);
  });

  it('does not fail for anything the baseline accepts, but for each outdated entry', () => {
    const tests = ctrf(knownReport()).results.tests.map(({ testId, status, rawStatus }) => [
      testId,
      status,
      rawStatus,
    ]);
    expect(tests).toEqual([
      ['signature/accepts-genuine', 'other', 'known'],
      ['message/limits-size', 'other', 'fail'],
      ['retry/applies-once', 'failed', 'fail'],
      ['retry/converges', 'passed', 'pass'],
      ['baseline/message/limits-size', 'failed', 'expired'],
      ['baseline/retry/converges', 'failed', 'stale'],
    ]);
    expect(ctrf(knownReport()).results.tests[0]?.message).toBe(
      'known failure, accepted until 2026-12-31: to be fixed in release 5',
    );
  });
});
