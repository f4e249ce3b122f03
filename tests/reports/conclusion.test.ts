import { describe, expect, it } from 'vitest';
import { conclude } from '../../reports/conclusion.ts';
import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { attempt, failed, report, result } from './support/sample-report.ts';

const pass = result({ id: 'a/pass' });
const fail = failed({ id: 'a/fail' });
const lesser = failed({ id: 'a/lesser', level: 'should' });
const inconclusive = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'cannot tell' });
const skipped = result({ id: 'a/skipped', verdict: 'skipped', reason: 'needs more' });
const error = result({ id: 'a/error', verdict: 'error', reason: 'TypeError' });

describe('conclude', () => {
  it.each<[string, RuleResult[], string, string]>([
    ['all passed', [pass, pass, skipped], '1 skipped, 2 passed', 'pass'],
    ['one passed', [pass], '1 passed', 'pass'],
    ['several failed', [pass, fail, lesser], '2 failed (1 must, 1 should), 1 passed', 'fail'],
    ['one failed', [pass, fail], '1 failed, 1 passed', 'fail'],
    ['some are inconclusive', [pass, inconclusive], '1 inconclusive, 1 passed', 'inconclusive'],
    ['none was checked', [skipped], 'no rules were checked, 1 skipped', 'inconclusive'],
    ['Hookswitch itself failed', [pass, error], '1 internal error, 1 passed', 'error'],
  ])('says in one line when %s', (_what, results, counts, verdict) => {
    expect(conclude(report(results))).toMatchObject({ counts, verdict });
  });

  it('counts outdated entries of the baseline, which fail a check that has no failure', () => {
    const baseline = { stale: ['a/pass'], expired: [] };
    expect(conclude(report([pass], { baseline }))).toMatchObject({
      counts: '1 outdated baseline entry, 1 passed',
      verdict: 'fail',
    });
    const known = { expires: '2099-12-31', reason: 'ticket 7' };
    expect(conclude(report([pass, { ...fail, known }]))).toMatchObject({
      counts: '1 failed (1 known), 1 passed',
      verdict: 'pass',
    });
  });

  it('says what was tried less for lack of time', () => {
    const unfinished = result({
      id: 'a/late',
      verdict: 'inconclusive',
      reasonCode: 'out-of-time',
      reason: 'late',
    });
    const triedLess = { what: 'cases', tried: 3, planned: 25 } as const;
    const reduced = result({ id: 'a/less', evidence: { ...pass.evidence, triedLess } });
    const { remarks, details } = conclude(report([pass, unfinished, reduced], { budgetMs: 60_000 }));
    expect(remarks).toEqual(['1 rule not finished within the budget of 60 s']);
    expect(details).toEqual([
      '1 rule checked with fewer cases, to stay within its share of the budget of 60 s; a longer --budget tries more',
    ]);
    expect(conclude(report([pass, reduced])).details).toEqual([
      '1 rule checked with fewer cases, to stay within its share of the budget; a longer --budget tries more',
    ]);
    const rateLimit = { accepted: 10, withinMs: 1000, status: 429, retryAfterMs: 1000 } as const;
    expect(conclude(report([pass, reduced], { rateLimit })).details).toEqual([
      '1 rule checked with fewer cases, because of the rate limit',
    ]);
    expect(conclude(report([pass]))).toMatchObject({ remarks: [], details: [] });
  });

  it('says how large a smaller burst was, which need not be for lack of time', () => {
    const triedLess = { what: 'messages at once', tried: 15, planned: 100 } as const;
    const smaller = result({ id: 'a/burst', evidence: { ...pass.evidence, triedLess } });
    expect(conclude(report([smaller])).details).toEqual(['a/burst sent 15 messages at once instead of 100']);
  });

  it('says how long a rule waited for what YCM may send later, unless it failed', () => {
    const triedLess = { what: 'seconds', tried: 5, planned: 23 } as const;
    const evidence = { ...pass.evidence, triedLess };
    const remarksOn = (one: RuleResult) => conclude(report([one])).details;
    expect(remarksOn(result({ id: 'a/wait', evidence }))).toEqual([
      'a/wait waited 5 of the 23 s in which YCM may retry',
    ]);
    expect(remarksOn(failed({ id: 'a/wait', evidence }))).toEqual([]);
  });

  it('counts a flaky failure once', () => {
    const flaky = failed({ id: 'a/flaky', flaky: { evidence: pass.evidence } });
    const { counts, remarks } = conclude(report([pass, fail, flaky]));
    expect([counts, remarks]).toEqual(['2 failed (1 flaky), 1 passed', []]);
    expect(conclude(report([lesser, flaky])).counts).toBe('2 failed (1 must, 1 should, 1 flaky)');
  });

  it('never reports an interrupted check as passed', () => {
    expect(conclude(report([pass], { interrupted: true }))).toMatchObject({
      sentence: 'INTERRUPTED after 1 rule.',
      verdict: 'inconclusive',
    });
  });

  it('says when the receiver stopped listening, and what it was sent just before', () => {
    const refused = attempt({
      at: '2026-03-10T09:00:01.500Z',
      outcome: {
        kind: 'connection-failed',
        code: 'ECONNREFUSED',
        phase: 'connect',
        message: 'nobody listens',
      },
    });
    const last = attempt({ at: '2026-03-10T09:00:01.400Z' });
    const with_ = (id: string, attempts: RuleResult['evidence']['attempts']) =>
      failed({ id, evidence: { seed: 1, attempts, observations: [], omittedAttempts: 0 } });
    const results = [with_('a/later', [refused]), with_('a/killer', [attempt(), last])];
    expect(conclude(report(results)).remarks).toEqual([
      'the receiver stopped listening 1.50 s into the check; a/killer sent the last message before that',
    ]);
    // The diagnosis of a crash says more.
    const diagnosis: Report['diagnosis'] = {
      cause: 'crash',
      title: 'It crashed.',
      fix: 'Catch it.',
      evidence: [],
      explains: [],
    };
    expect(conclude(report(results, { diagnosis })).remarks).toEqual([]);
  });
});
