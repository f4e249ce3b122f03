import { describe, expect, it } from 'vitest';
import { conclude } from '../../reports/conclusion.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { attempt, failed, report, result } from './support/sample-report.ts';

const pass = result({ id: 'a/pass' });
const fail = failed({ id: 'a/fail' });
const lesser = failed({ id: 'a/lesser', level: 'should' });
const inconclusive = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'cannot tell' });
const skipped = result({ id: 'a/skipped', verdict: 'skipped', reason: 'needs more' });
const error = result({ id: 'a/error', verdict: 'error', reason: 'TypeError' });

describe('conclude', () => {
  it.each<[string, RuleResult[], string, string]>([
    ['all met', [pass, pass, skipped], 'all 2 judged rules are met', 'pass'],
    ['one met', [pass], 'the one judged rule is met', 'pass'],
    ['several not met', [pass, fail, lesser], '2 of 3 judged rules are not met (1 must, 1 should)', 'fail'],
    ['one not met', [pass, fail], '1 of 2 judged rules is not met (1 must)', 'fail'],
    [
      'some unclear',
      [pass, inconclusive],
      'the one judged rule is met; 1 could not be judged',
      'inconclusive',
    ],
    ['none judged', [skipped], 'no rule was judged', 'inconclusive'],
    [
      'a mistake of the tool',
      [pass, error],
      'the one judged rule is met; hookswitch itself went wrong in 1 rule',
      'error',
    ],
  ])('says in one line when %s', (_what, results, text, verdict) => {
    expect(conclude(report(results))).toMatchObject({ text, verdict });
  });

  it('never calls an interrupted check met', () => {
    expect(conclude(report([pass], { interrupted: true }))).toMatchObject({
      text: 'interrupted: the one judged rule is met',
      verdict: 'inconclusive',
    });
  });

  it('says when the receiver was not listening any more, and what it was sent just before', () => {
    const refused = attempt({
      sentAt: '2026-03-10T09:00:01.500Z',
      outcome: {
        kind: 'connection-failed',
        code: 'ECONNREFUSED',
        phase: 'connect',
        message: 'nobody listens',
      },
    });
    const last = attempt({ sentAt: '2026-03-10T09:00:01.400Z' });
    const with_ = (id: string, attempts: RuleResult['evidence']['attempts']) =>
      failed({ id, evidence: { seed: 1, attempts, observations: [], omittedAttempts: 0 } });
    const { remarks } = conclude(report([with_('a/later', [refused]), with_('a/killer', [attempt(), last])]));
    expect(remarks).toEqual([
      'the receiver was not listening any more 1.50 s into the check; a/killer had sent to it just before',
    ]);
  });
});
