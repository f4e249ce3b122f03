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

/** The result after these trials, and the number of trials. */
async function retried(first: RuleResult, second: RuleResult, leftMs = 60_000) {
  let trials = 1;
  const result = await triedAgain(first, leftMs, async () => {
    trials += 1;
    return second;
  });
  return { result, trials };
}

describe('a rule that failed', () => {
  const again = trial('fail', 7, 'the second');

  it('is tried again, and takes the time of both trials', async () => {
    const first = trial('fail');
    expect(await retried(first, again)).toEqual({ result: { ...first, durationMs: 12 }, trials: 2 });
  });

  it('is flaky if it then passes, with the evidence of both', async () => {
    const { result } = await retried(trial('fail'), trial('pass', 7, 'the second'));
    expect(result).toEqual({
      ...trial('fail', 12),
      flaky: { evidence: { ...evidence, notes: ['the second'] } },
    });
  });

  it.each(['inconclusive', 'skipped', 'error'] as const)(
    'keeps its result if the second trial is %s',
    async (verdict) => {
      const { result } = await retried(trial('fail'), trial(verdict));
      expect(result).toEqual(trial('fail', 10));
    },
  );

  it.each([
    [500, 500, 2],
    [501, 500, 1],
  ])('in %i ms with %i ms left is tried %i times', async (durationMs, leftMs, trials) => {
    expect((await retried(trial('fail', durationMs), again, leftMs)).trials).toBe(trials);
  });

  it('keeps its result if the second trial passes and tried less', async () => {
    const less = { what: 'cases', tried: 1, planned: 25 } as const;
    const second = { ...trial('pass', 7), evidence: { ...evidence, triedLess: less } };
    expect((await retried(trial('fail'), second)).result).toEqual(trial('fail', 12));
  });

  it('is flaky if the second trial passes and tried as much of less', async () => {
    const less = { what: 'seconds', tried: 5, planned: 23 } as const;
    const tried = (verdict: 'fail' | 'pass') => ({
      ...trial(verdict),
      evidence: { ...evidence, triedLess: less },
    });
    expect((await retried(tried('fail'), tried('pass'))).result.flaky).toBeDefined();
  });
});

describe('a rule that did not fail', () => {
  it.each(['pass', 'inconclusive', 'skipped', 'error'] as const)(
    'is not tried again: %s',
    async (verdict) => {
      expect(await retried(trial(verdict), trial('fail'))).toEqual({ result: trial(verdict), trials: 1 });
    },
  );
});
