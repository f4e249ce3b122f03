import { type Arbitrary, asyncProperty, check, stringify } from 'fast-check';
import { formatMs } from '../../text/durations.ts';
import { CannotTell, Unmet } from '../context/expect.ts';
import type { Recorder } from '../evidence/recorder.ts';

export interface ForAllLimits {
  readonly seed: number;
  readonly runs: number;
  /** How long cases may be tried (ms): a slow receiver gets fewer cases, not blame. */
  readonly budgetMs: number;
  /** How long a failing case may be made smaller (ms), default 5000. */
  readonly shrinkBudgetMs?: number | undefined;
}

const maxShrinks = 80;
const defaultShrinkBudgetMs = 5000;

/** Tries a predicate on the examples, then on generated cases, and on failure on smaller ones: seeded, bounded in number and time. */
export async function forAll<T>(
  arbitrary: Arbitrary<T>,
  predicate: (value: T) => Promise<void>,
  limits: ForAllLimits,
  recorder: Recorder,
  examples: readonly T[] = [],
): Promise<void> {
  let tried = 0;
  let shrinks = 0;
  let endsAt = performance.now() + limits.budgetMs;
  let unmet: Unmet | undefined;
  let smallest: T | undefined;
  let ended: unknown;

  // Past a bound, and once nothing can be told, cases pass unseen: that is how fast-check is told to come to an end.
  const isOver = () =>
    ended !== undefined || shrinks > maxShrinks || (tried > 0 && performance.now() > endsAt);
  const property = asyncProperty(arbitrary, async (value) => {
    if (isOver()) return;
    if (unmet) shrinks += 1;
    else tried += 1;
    recorder.startCase();
    try {
      await predicate(value);
    } catch (error) {
      if (!(error instanceof Unmet)) {
        ended = error;
        return;
      }
      if (!unmet) endsAt = performance.now() + (limits.shrinkBudgetMs ?? defaultShrinkBudgetMs);
      unmet = error;
      smallest = value;
      recorder.keepCase();
      throw error;
    }
  });
  await check(property, {
    ...{ seed: limits.seed, numRuns: limits.runs },
    examples: examples.map((one): [T] => [one]),
  });

  const counterexample = unmet && describeCase(smallest);
  recorder.endCases(tried, counterexample);
  // What was found stands, even if nothing more could be told while it was made smaller.
  if (ended !== undefined && !(unmet && ended instanceof CannotTell)) throw ended;
  if (unmet) {
    recorder.note(`found in case ${tried}, made smaller in ${shrinks} steps`);
    throw unmet;
  }
  if (tried < limits.runs) {
    recorder.note(
      `tried ${tried} of ${limits.runs} cases: the receiver's answers took up the ${formatMs(limits.budgetMs)} that a property has`,
    );
  }
}

const maxCaseLength = 2000;

function describeCase(value: unknown): string {
  const text = stringify(value);
  return text.length <= maxCaseLength ? text : `${text.slice(0, maxCaseLength)}…`;
}
