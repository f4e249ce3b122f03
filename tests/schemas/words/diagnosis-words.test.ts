import { expect, it } from 'vitest';
import { followsText } from '../../../schemas/words/diagnosis-words.ts';

it.each([
  ['effects-in-steps', 'Run the check again with more time.'],
  ['rate-limit', 'Run the check again below the limit.'],
  ['observer-slow', 'Fix it, then run the check again.'],
] as const)('says what to do next about %s', (cause, next) => {
  const explains = ['retry/converges'];
  const result = (verdict: 'fail' | 'inconclusive') => [{ id: 'retry/converges', verdict }];
  const unchecked = "1 rule couldn't be checked because of this.";
  expect(followsText({ cause, explains }, result('inconclusive'))).toBe(`${unchecked} ${next}`);
  expect(followsText({ cause, explains }, result('fail'))).toMatch(/Fix it, then run the check again\.$/);
});

it('counts a failure that follows from one that the cause explains, as the list of failed rules does', () => {
  const [first, second] = ['retry/keeps-distinct-messages', 'retry/converges'];
  const results = [
    { id: first, verdict: 'fail' as const },
    { id: second, verdict: 'fail' as const, explainedBy: [first] },
    { id: 'retry/applies-once', verdict: 'pass' as const, explainedBy: [first] },
  ];
  const cause = 'one-clock-for-both-kinds';
  expect(followsText({ cause, explains: [first] }, results)).toMatch(/^2 rules failed /);
});
