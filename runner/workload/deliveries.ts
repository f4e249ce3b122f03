import fc, { type Arbitrary } from 'fast-check';
import type { FleetMessage, WorkloadStep } from '../../simulator/index.ts';

/**
 * When a receiver sees a message: for each time the number of messages that are pushed before it does. 0 is at once; more is an attempt
 * that followed on one whose answer, or which itself, was lost.
 */
export type Sightings = readonly number[];

export function sightings(retries: number, late: number): Arbitrary<Sightings> {
  return fc.array(fc.nat({ max: late }), { minLength: 1, maxLength: retries + 1 });
}

/** The messages of a workload as a receiver sees them, each as often and as late as the sightings of its step say. */
export function delivered(some: readonly (readonly [readonly WorkloadStep[], Sightings])[]): FleetMessage[] {
  const pushed = some.flatMap(([steps, seen]) =>
    steps.flatMap(({ messages }) => messages.map((message) => ({ message, seen }))),
  );
  const arrivals = pushed.flatMap(({ message, seen }, n) =>
    seen.map((later) => ({ message, at: n + later, later })),
  );
  // What is late comes after what is pushed meanwhile.
  return arrivals.sort((a, b) => a.at - b.at || a.later - b.later).map(({ message }) => message);
}
