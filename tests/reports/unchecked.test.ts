import { describe, expect, it } from 'vitest';
import { groupInconclusive, groupSkipped } from '../../reports/unchecked.ts';
import {
  assumeAcknowledged,
  type CannotTell,
  cannotTell,
  noEffectShown,
} from '../../runner/context/expect.ts';
import { leaveToOtherRules } from '../../runner/context/genuine.ts';
import { reportedVerdict } from '../../runner/reported-verdict.ts';
import type { Sent } from '../../runner/sending/sent.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import type { Need } from '../../schemas/need.ts';
import { defaultProfile } from '../../simulator/index.ts';
import { failed, report, result } from './support/sample-report.ts';

function unacknowledged(elapsedMs: number, code = 'ECONNRESET'): Sent {
  const outcome = {
    kind: 'connection-failed',
    phase: 'head',
    code,
    message: 'the connection broke',
  } as const;
  return { isAcknowledged: false, what: 'a genuine message', outcome, elapsedMs } as Sent;
}

/** The result of a rule that ended like this, with the runner's own texts and data. */
function unclear(id: string, endsTheRule: () => void): RuleResult {
  try {
    endsTheRule();
  } catch (error) {
    const { reason } = error as CannotTell;
    return { ...result({ id }), ...reportedVerdict({ verdict: 'inconclusive', ...reason }) };
  }
  throw new Error('the rule went on');
}

const skipped = (id: string, need: Need) => ({
  ...result({ id }),
  ...reportedVerdict({ verdict: 'skipped', need }),
});

describe('rules that could not be checked', () => {
  it('show the common reason and what to fix first', () => {
    const groups = groupInconclusive(
      report([
        failed({ id: 'signature/accepts-genuine' }),
        unclear('a/one', () => assumeAcknowledged(unacknowledged(3))),
        unclear('a/two', () => assumeAcknowledged(unacknowledged(2112, 'EPIPE'))),
      ]),
    );
    expect(groups).toEqual([
      {
        text: '2 rules inconclusive because genuine messages were not acknowledged; fix signature/accepts-genuine first',
        ids: ['a/one', 'a/two'],
        link: { text: 'signature/accepts-genuine', to: 'signature/accepts-genuine' },
      },
    ]);
  });

  it('say to fix kept connections if all messages used them', () => {
    const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';
    const results = [
      failed({ id: 'signature/accepts-genuine' }),
      failed({ id: servesKept }),
      unclear('a/one', () => assumeAcknowledged(unacknowledged(3))),
      unclear('a/two', () => cannotTell({ reasonCode: 'out-of-time', budgetMs: 90_000 })),
    ];
    const profile = { ...defaultProfile, connections: 'kept' } as const;
    const causes = groupInconclusive(report(results, { profile })).map(({ ids, link }) => [ids[0], link?.to]);
    expect(causes).toEqual([
      ['a/one', servesKept],
      ['a/two', undefined],
    ]);
  });

  it('show the reason even when a rule leaves a message to other rules', () => {
    const groups = groupInconclusive(
      report([
        failed({ id: 'acknowledgement/does-not-redirect' }),
        failed({ id: 'acknowledgement/acknowledges-the-test-message' }),
        unclear('a/one', () => leaveToOtherRules([unacknowledged(3)])),
        unclear('a/two', () => assumeAcknowledged(unacknowledged(4))),
      ]),
    );
    expect(groups.map(({ text }) => text)).toEqual([
      '2 rules inconclusive because genuine messages were not acknowledged; fix acknowledgement/does-not-redirect first',
    ]);
  });

  it('show what the receiver did when no failed rule explains it', () => {
    expect(
      groupInconclusive(report([unclear('a/one', () => assumeAcknowledged(unacknowledged(3)))]))[0]?.text,
    ).toBe(
      '1 rule inconclusive because genuine messages were not acknowledged: no response: the connection broke (ECONNRESET) after 3.0 ms',
    );
  });

  it('group reasons that point to the same rule, and say to fix it if it failed', () => {
    const results = [
      unclear('a/one', () => noEffectShown('the message')),
      unclear('a/two', () => noEffectShown('another message')),
    ];
    expect(groupInconclusive(report(results)).map(({ text }) => text)).toEqual([
      '2 rules inconclusive: the observer shows no effect of the message; see message/applies-every-item',
    ]);
    const withCause = report([...results, failed({ id: 'message/applies-every-item' })]);
    expect(groupInconclusive(withCause)[0]).toMatchObject({
      text: '2 rules inconclusive: the observer shows no effect of the message; fix message/applies-every-item first',
      link: { to: 'message/applies-every-item' },
    });
  });

  it('keep different reasons apart, the most frequent first; numbers make no difference', () => {
    const groups = groupInconclusive(
      report([
        unclear('a/one', () =>
          cannotTell({ reasonCode: 'times-unclear', detail: 'the machine is too noisy' }),
        ),
        unclear('a/two', () => cannotTell({ reasonCode: 'out-of-time', budgetMs: 90_000 })),
        unclear('a/three', () => cannotTell({ reasonCode: 'out-of-time', budgetMs: 91_000 })),
      ]),
    );
    expect(groups.map(({ ids }) => ids)).toEqual([['a/two', 'a/three'], ['a/one']]);
  });
});

describe('skipped rules', () => {
  it('say what to add and how many rules that brings', () => {
    const textOf = (...results: RuleResult[]) => groupSkipped(report(results))[0]?.text;
    const both = [skipped('a/one', 'observer'), skipped('a/two', 'observer')];
    expect(textOf(...both)).toBe("add --observe-url 'http://…/state?sn={sn}' to check 2 more rules");
    expect(textOf(skipped('a/one', 'thorough'))).toBe('add --thorough to check 1 more rule');
  });

  it('say what is needed when no option provides it', () => {
    const groups = groupSkipped(report([skipped('a/one', 'https')]));
    expect(groups[0]?.text).toBe('1 rule needs an https URL');
    expect(groupSkipped(report([skipped('a/one', 'https'), skipped('a/two', 'https')]))[0]?.text).toBe(
      '2 rules need an https URL',
    );
    const old = result({ id: 'a/one', verdict: 'skipped', reason: 'the run was interrupted' });
    expect(groupSkipped(report([old]))[0]?.text).toBe('1 rule skipped: the run was interrupted');
  });
});
