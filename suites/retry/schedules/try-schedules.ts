import type { Arbitrary } from 'fast-check';
import { type RuleContext, RuleFailure } from '../../../runner/rule-kit.ts';
import { arrivalsBetween, type TwoArrivals } from './arrival.ts';
import { momentsWithin } from './send-at.ts';

interface Schedules<T> {
  readonly generated: Arbitrary<T>;
  /** A message like those of the schedules. */
  readonly message: unknown;
  /** The schedules in which two messages arrive in this way. */
  readonly of: (arrivals: TwoArrivals) => readonly T[];
}

/**
 * Tries schedules in which the second message arrives between two steps of the receiver, then generated ones, and shrinks one that fails to
 * the simplest one. Does nothing in real time, where no schedule can be kept.
 */
export async function trySchedules<T>(
  ctx: RuleContext,
  { generated, message, of }: Schedules<T>,
  tryOne: (schedule: T) => Promise<void>,
): Promise<void> {
  if (ctx.run.schedules === 0) return;
  const examples = arrivalsBetween(await momentsWithin(ctx, message)).flatMap(of);
  const show = () => 'the schedule in the steps below';
  await ctx.forAll(generated, tryOne, { areSchedules: true, examples, show });
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
