import type { Arbitrary } from 'fast-check';
import { RuleFailure } from '../context/expect.ts';
import type { RuleContext } from '../context/rule-context.ts';

/** Tries generated schedules, and shrinks one that fails to the simplest one. Does nothing in real time, where no schedule can be kept. */
export async function trySchedules<T>(
  ctx: RuleContext,
  schedules: Arbitrary<T>,
  tryOne: (schedule: T) => Promise<void>,
): Promise<void> {
  if (ctx.run.schedules === 0) return;
  await ctx.forAll(schedules, tryOne, { areSchedules: true, show: () => 'the schedule in the steps below' });
}

/** Fails the rule, with the smallest schedule as steps. */
export function failBySchedule(
  expected: string,
  actual: string,
  steps: readonly string[],
  fix?: string,
): never {
  throw new RuleFailure(expected, actual, fix, { steps: steps.map((step, n) => `${n + 1}. ${step}`) });
}
