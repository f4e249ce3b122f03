import { describe, expect, it } from 'vitest';
import { reportsOf } from '../../../../schemas/sequence-step.ts';
import { smaller } from '../../../../suites/retry/sequences/shrink.ts';
import { dids, sent, step } from './steps.ts';

describe('shrunk sequences', () => {
  const steps = [
    sent(dids(1, 1, [1, 2])),
    step('tampered', dids(2, 2, [3])),
    step('lost-ack', dids(2, 3, [3]), dids(3, 3, [4])),
    { how: 'test' } as const,
    sent(dids(1, 4, [2])),
  ];
  /** "sent 1, test 0": the remaining steps, and the number of their reports. */
  const left = (place?: Parameters<typeof smaller>[1], likely?: number) =>
    [...smaller(steps, place, likely)].map(({ steps: some }) =>
      some.map((one) => `${one.how} ${reportsOf(one).length}`).join(', '),
    );
  const withoutPbxs = [
    'tampered 1, lost-ack 2, test 0',
    'sent 1, lost-ack 1, test 0, sent 1',
    'sent 1, tampered 1, lost-ack 1, test 0, sent 1',
  ];
  const likelySteps = ['sent 1, lost-ack 2, sent 1', 'lost-ack 2, sent 1', 'sent 1, sent 1'];
  const withoutFour = ['sent 1', 'sent 1, tampered 1, lost-ack 2, test 0'];
  const withoutTwo = [
    'lost-ack 2, test 0, sent 1',
    'sent 1, tampered 1, sent 1',
    'sent 1, tampered 1, lost-ack 2, test 0',
  ];
  const withoutOne = [
    'tampered 1, lost-ack 2, test 0, sent 1',
    'sent 1, lost-ack 2, test 0, sent 1',
    'sent 1, tampered 1, test 0, sent 1',
    'sent 1, tampered 1, lost-ack 2, sent 1',
    'sent 1, tampered 1, lost-ack 2, test 0',
  ];
  const withLess = [
    ...Array(2).fill('sent 1, tampered 1, lost-ack 1, test 0, sent 1'),
    'sent 1, tampered 1, lost-ack 2, test 0, sent 1',
  ];

  it('have fewer PBXs, then only the steps that most bugs need, then fewer steps, then smaller steps', () => {
    const all = [withoutPbxs, likelySteps, withoutFour, withoutTwo, withoutOne, withLess];
    expect(left()).toEqual(all.flat());
    expect(left(undefined, 2)).toEqual(['tampered 1, lost-ack 1, test 0', ...all.flat()]);
  });

  it('continue where the last one was found', () => {
    const [first = '', ...others] = withoutPbxs;
    const rest = [likelySteps, withoutFour, withoutTwo, withoutOne, withLess].flat();
    expect(left({ what: 'pbxs', size: 1, from: 1 }, 2)).toEqual([...others, first, ...rest]);
    const [two = '', ...otherTwo] = withoutTwo;
    const later = [...otherTwo, two, ...withoutOne, ...withLess];
    expect(left({ what: 'steps', size: 2, from: 2 })).toEqual(later);
    // After the end, they start again.
    expect(left({ what: 'steps', size: 2, from: 9 })).toEqual([...withoutTwo, ...withoutOne, ...withLess]);
  });

  it('leave out any DID, but not the last one in a list', () => {
    const all = [...smaller(steps, { what: 'steps', size: 1, from: 0 })].at(-1);
    expect(all?.steps.flatMap(reportsOf).map((report) => report.dids)).toEqual([[1], [2], [2], [3], [1]]);
  });
});
