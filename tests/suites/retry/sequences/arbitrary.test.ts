import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequenceProblem } from '../../../../check/sequences/usable.ts';
import { isGenuineStep, reportsOf, type SequenceStep } from '../../../../schemas/sequence-step.ts';
import { blame } from '../../../../suites/retry/sequences/arbitrary.ts';
import { smaller } from '../../../../suites/retry/sequences/shrink.ts';
import { dids, expectedAll, generated, sent, step } from './steps.ts';

describe('a generated sequence', () => {
  it("is valid, and leaves no PBX's final state open", () => {
    fc.assert(
      fc.property(generated, (steps) => {
        if (steps.length === 0) return;
        expect(sequenceProblem({ steps })).toBeUndefined();
        expect(expectedAll(steps).filter(({ open }) => open !== undefined)).toEqual([]);
      }),
    );
  });

  it('shrinks in every way, and each result is a valid sequence', () => {
    const weigh = (steps: readonly SequenceStep[]) =>
      steps.length +
      steps.flatMap(reportsOf).reduce((sum, report) => sum + 1 + (report.dids?.length ?? 0), 0);
    fc.assert(
      fc.property(generated, (steps) => {
        for (const one of smaller(steps, undefined)) {
          expect(weigh(one.steps)).toBeLessThan(weigh(steps));
          const problem = sequenceProblem({ steps: one.steps });
          expect(
            problem === undefined || one.steps.every(({ how }) => how === 'restart' || how === 'test'),
          ).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('shrinks to the one step that matters, wherever it is', async () => {
    const isCapacity = (one: SequenceStep) => reportsOf(one).some((report) => report.capacity !== undefined);
    const found = await fc.check(
      fc.property(generated, (steps) => !steps.some((one) => one.how === 'sent' && isCapacity(one))),
      { seed: 7 },
    );
    expect(found.counterexample?.[0]).toEqual([
      { how: 'sent', reports: [{ pbx: 1, at: 1, capacity: expect.anything() }] },
    ]);
  });

  it('shrinks to the PBX that failed first', () => {
    const steps = [
      sent(dids(1, 1, [1])),
      sent(dids(2, 2, [2])),
      sent(dids(2, 3, [3])),
      sent(dids(3, 4, [4])),
    ];
    const firstOf = (some: readonly SequenceStep[]) =>
      generated.shrink(some, undefined).getNthOrLast(0)?.value;
    blame(steps, 2);
    expect(firstOf(steps)).toEqual([sent(dids(1, 1, [1])), sent(dids(1, 2, [2]))]);
    expect(firstOf([...steps])).toEqual([
      sent(dids(1, 1, [1])),
      sent(dids(1, 2, [2])),
      sent(dids(2, 3, [3])),
    ]);
  });

  it('shrinks to the two steps that matter in few enough tries for a slow receiver', () => {
    const bad = (['malformed-json', 'wrong-shape', 'tampered'] as const).map((how) =>
      step(how, dids(1, 9, [5])),
    );
    const [newer, older] = [sent(dids(1, 3, [3])), sent(dids(1, 2, [1]))];
    // Applies whatever comes last.
    const fails = (steps: readonly SequenceStep[]) => {
      const times = steps.filter(isGenuineStep).flatMap((one) => reportsOf(one).map(({ at }) => at));
      return Math.max(0, ...times) > (times.at(-1) ?? 0);
    };
    let steps: readonly SequenceStep[] = [older, ...bad, newer, ...bad, older];
    let tries = 0;
    for (let place: Parameters<typeof smaller>[1]; steps.length > 2; ) {
      for (const one of smaller(steps, place)) {
        tries += 1;
        if (!fails(one.steps)) continue;
        [steps, place] = [one.steps, one.place];
        break;
      }
    }
    expect(steps.map(({ how }) => how)).toEqual(['sent', 'sent']);
    expect(tries).toBeLessThanOrEqual(8);
  });
});
