import { describe, expect, it } from 'vitest';
import { triedAgain } from '../../runner/retry-failed.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';

const evidence = { seed: 1, attempts: [], observations: [], omittedAttempts: 0 };

function trial(verdict: RuleResult['verdict'], durationMs = 5, note = 'the first'): RuleResult {
  return {
    id: 'example/one',
    title: 'is right',
    level: 'must',
    basis: 'derived',
    requirements: [],
    why: 'It matters.',
    verdict,
    evidence: { ...evidence, notes: [note] },
    durationMs,
  };
}

/** What is told after these trials, and how many there were. */
async function told(first: RuleResult, second: RuleResult) {
  let trials = 1;
  const result = await triedAgain(first, async () => {
    trials += 1;
    return second;
  });
  return { result, trials };
}

describe('a rule that failed', () => {
  const again = trial('fail', 7, 'the second');

  it('is tried once more, and takes the time of both trials', async () => {
    const first = trial('fail');
    expect(await told(first, again)).toEqual({ result: { ...first, durationMs: 12 }, trials: 2 });
  });

  it('is flaky when it passes then, with the evidence of both', async () => {
    const { result } = await told(trial('fail'), trial('pass', 7, 'the second'));
    expect(result).toEqual({
      ...trial('fail', 12),
      flaky: { evidence: { ...evidence, notes: ['the second'] } },
    });
  });

  it.each(['inconclusive', 'skipped', 'error'] as const)(
    'stands when the second trial is %s',
    async (verdict) => {
      const { result } = await told(trial('fail'), trial(verdict));
      expect(result).toEqual(trial('fail', 10));
    },
  );

  it.each([
    [10_000, 2],
    [10_001, 1],
  ])('in %i ms is tried %i times', async (durationMs, trials) => {
    expect((await told(trial('fail', durationMs), again)).trials).toBe(trials);
  });
});

describe('a rule that did not fail', () => {
  it.each(['pass', 'inconclusive', 'skipped', 'error'] as const)(
    'is not tried again: %s',
    async (verdict) => {
      expect(await told(trial(verdict), trial('fail'))).toEqual({ result: trial(verdict), trials: 1 });
    },
  );
});
