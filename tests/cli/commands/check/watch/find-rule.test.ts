import { describe, expect, it } from 'vitest';
import { matchingRules } from '../../../../../cli/commands/check/watch/find-rule.ts';
import { rules } from '../../../../../suites/index.ts';

const ids = rules.map(({ id }) => id);

describe('a rule', () => {
  it.each([
    ['retry/applies-once', 'retry/applies-once'],
    ['applies-once', 'retry/applies-once'],
    ['apponce', 'retry/applies-once'],
    ['genuine', 'signature/accepts-genuine'],
    ['SIG EMPTY', 'signature/rejects-empty'],
    ['conv', 'retry/converges'],
  ])('is found by %j', (typed, id) => {
    expect(matchingRules(typed, ids)[0]).toBe(id);
  });

  it('is each of them before anything is typed, and none if no id has these letters', () => {
    expect(matchingRules('', ids)).toEqual(ids);
    expect(matchingRules('zzz', ids)).toEqual([]);
  });
});
