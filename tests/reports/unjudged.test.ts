import { describe, expect, it } from 'vitest';
import { groupInconclusive, groupSkipped } from '../../reports/unjudged.ts';
import { type CannotTell, given } from '../../runner/context/expect.ts';
import { leaveToOtherRules } from '../../runner/context/genuine.ts';
import type { Sent } from '../../runner/context/sent.ts';
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

/** The reason in the words of the suite itself. */
function reasonOf(endsTheRule: () => void): string {
  try {
    endsTheRule();
  } catch (error) {
    return (error as CannotTell).message;
  }
  throw new Error('the rule went on');
}

const unclear = (id: string, reason: string) => result({ id, verdict: 'inconclusive', reason });
const skipped = (id: string, reason: string) => result({ id, verdict: 'skipped', reason });

describe('what could not be judged', () => {
  it('names the common reason and what to mend first', () => {
    const groups = groupInconclusive(
      report([
        failed({ id: 'signature/accepts-genuine' }),
        unclear(
          'a/one',
          reasonOf(() => given(unacknowledged(3))),
        ),
        unclear(
          'a/two',
          reasonOf(() => given(unacknowledged(2112, 'EPIPE'))),
        ),
      ]),
    );
    expect(groups).toEqual([
      {
        text: '2 rules could not be judged because genuine messages are not acknowledged: mend signature/accepts-genuine first',
        ids: ['a/one', 'a/two'],
        cause: 'signature/accepts-genuine',
      },
    ]);
  });

  it('says to mend what kept connections break, where all messages came on some', () => {
    const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';
    const results = [
      failed({ id: 'signature/accepts-genuine' }),
      failed({ id: servesKept }),
      unclear(
        'a/one',
        reasonOf(() => given(unacknowledged(3))),
      ),
      unclear('a/two', 'not judged within 90 s'),
    ];
    const profile = { ...defaultProfile, connections: 'kept' } as const;
    const causes = groupInconclusive(report(results, { profile })).map(({ ids, cause }) => [ids[0], cause]);
    expect(causes).toEqual([
      ['a/one', servesKept],
      ['a/two', undefined],
    ]);
  });

  it('knows it too when a rule leaves a message to others', () => {
    const groups = groupInconclusive(
      report([
        failed({ id: 'acknowledgement/does-not-redirect' }),
        failed({ id: 'acknowledgement/acknowledges-the-test-message' }),
        unclear(
          'a/one',
          reasonOf(() => leaveToOtherRules([unacknowledged(3)])),
        ),
        unclear(
          'a/two',
          reasonOf(() => given(unacknowledged(4))),
        ),
      ]),
    );
    expect(groups.map(({ text }) => text)).toEqual([
      '2 rules could not be judged because genuine messages are not acknowledged: mend acknowledgement/does-not-redirect first',
    ]);
  });

  it('tells what the receiver did when no failed rule explains it', () => {
    expect(
      groupInconclusive(
        report([
          unclear(
            'a/one',
            reasonOf(() => given(unacknowledged(3))),
          ),
        ]),
      )[0]?.text,
    ).toBe(
      '1 rule could not be judged because genuine messages are not acknowledged: the receiver gave no answer: the connection broke (ECONNRESET) after 3.0 ms',
    );
  });

  it('puts together reasons that send to the same rule, and says to mend it when it failed', () => {
    const results = [
      unclear('a/one', 'the observer shows no effect of the message; see message/applies-every-item'),
      unclear('a/two', 'the observer shows nothing; see message/applies-every-item'),
    ];
    expect(groupInconclusive(report(results)).map(({ text }) => text)).toEqual([
      '2 rules could not be judged: the observer shows no effect of the message; see message/applies-every-item',
    ]);
    const withCause = report([...results, failed({ id: 'message/applies-every-item' })]);
    expect(groupInconclusive(withCause)[0]).toMatchObject({
      text: '2 rules could not be judged: the observer shows no effect of the message: mend message/applies-every-item first',
      cause: 'message/applies-every-item',
    });
  });

  it('keeps different reasons apart, the most frequent first; figures do not make a difference', () => {
    const groups = groupInconclusive(
      report([
        unclear('a/one', 'the machine is too noisy'),
        unclear('a/two', 'not judged within 90 s'),
        unclear('a/three', 'not judged within 91 s'),
      ]),
    );
    expect(groups.map(({ ids }) => ids)).toEqual([['a/two', 'a/three'], ['a/one']]);
  });
});

describe('what was skipped', () => {
  it('says what to give, and how much that brings', () => {
    const reason = 'needs to see the state of the receiver: give --observe-url';
    expect(groupSkipped(report([skipped('a/one', reason), skipped('a/two', reason)]))[0]?.text).toBe(
      "--observe-url 'http://…/state?sn={sn}' would have 2 more rules judged",
    );
    expect(groupSkipped(report([skipped('a/one', 'give --thorough')]))[0]?.text).toBe(
      '--thorough would have 1 more rule judged',
    );
  });

  it('says what is needed when no flag gives it', () => {
    const reason = 'needs a receiver that is reached over https';
    expect(groupSkipped(report([skipped('a/one', reason)]))[0]?.text).toBe(
      '1 rule needs a receiver that is reached over https',
    );
    expect(groupSkipped(report([skipped('a/one', reason), skipped('a/two', reason)]))[0]?.text).toBe(
      '2 rules need a receiver that is reached over https',
    );
    expect(groupSkipped(report([skipped('a/one', 'the run was interrupted')]))[0]?.text).toBe(
      '1 rule not judged: the run was interrupted',
    );
  });
});
