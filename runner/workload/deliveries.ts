import fc, { type Arbitrary } from 'fast-check';
import type { FleetMessage, WorkloadStep } from '../../simulator/index.ts';

/**
 * When a receiver gets a message: for each arrival, how many messages are pushed before it. 0 means at once; a higher number means a retry
 * after a lost request or response.
 */
type ArrivalTimes = readonly number[];

export function arrivalTimes(retries: number, late: number): Arbitrary<ArrivalTimes> {
  return fc.array(fc.nat({ max: late }), { minLength: 1, maxLength: retries + 1 });
}

/** The messages of a workload as a receiver gets them, each as often and as late as its step says. */
export function delivered(
  some: readonly (readonly [readonly WorkloadStep[], ArrivalTimes])[],
): FleetMessage[] {
  const pushed = some.flatMap(([steps, seen]) =>
    steps.flatMap(({ messages }) => messages.map((message) => ({ message, seen }))),
  );
  const arrivals = pushed.flatMap(({ message, seen }, n) =>
    seen.map((later) => ({ message, at: n + later, later })),
  );
  // Late messages come after those that are pushed meanwhile.
  return arrivals.sort((a, b) => a.at - b.at || a.later - b.later).map(({ message }) => message);
}
