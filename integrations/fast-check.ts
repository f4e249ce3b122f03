/**
 * Hookswitch in fast-check: arbitraries for the messages of YCM, and for what a receiver sees of a fleet's whole workload, with the state
 * that it has to end in.
 *
 * @module
 */
import fc, { type Arbitrary } from 'fast-check';
import { delivered, sightings } from '../runner/workload/deliveries.ts';
import { asWorkload, carryOut, type FleetWorkload } from '../runner/workload/fleet-workload.ts';
import { intents } from '../runner/workload/intent.ts';
import { worlds } from '../runner/workload/world.ts';
import { type FleetMessage, type FleetProfile, HookswitchError } from '../simulator/index.ts';
import { type ExpectedState, expectedState } from './fast-check/expected.ts';
import { withSummary } from './fast-check/summary.ts';

export type { Json } from '../runner/observation/json.ts';
export {
  type AnyMessage,
  capacityReports,
  didReports,
  messages,
  type NewReport,
  serials,
  trunkDidInfos,
  updateTimes,
} from '../runner/properties/arbitraries.ts';
export { type ExpectedState, expectedState, type FleetWorkload };

/** How large a workload may be. */
export interface WorkloadConstraints {
  /** At most so many PBXs, from 1 to 50; default 3. */
  readonly pbxs?: number;
  /** At most so many actions, beside the adding of trunks, from 1 to 1000; default 20. */
  readonly steps?: number;
  /** What the vendor leaves open; what is not given is generated. */
  readonly profile?: Partial<FleetProfile>;
}

/** What may happen to the messages of a workload on their way. */
export interface DeliveryConstraints extends WorkloadConstraints {
  /** A message may be seen so many times more than once, from 0 to 5; default 5, as many as YCM resends at most. */
  readonly retries?: number;
  /** A message may be seen for the first time, or again, after so many newer ones, from 0 to 100; default 6. With 0 all are in order. */
  readonly late?: number;
}

/** What a receiver sees of a workload. */
export interface DeliverySequence {
  /** What happened, and what was pushed. */
  readonly workload: FleetWorkload;
  /** The messages in the order in which they are seen; each at least once. A repetition is the same object, so that it gives the same bytes. */
  readonly deliveries: readonly FleetMessage[];
  /** What has to be stored after all of them. */
  readonly expected: ExpectedState;
}

/**
 * Workloads of a fleet: actions that are possible, with the messages of each in order. They shrink to few steps, not to other names.
 *
 * @param constraints How large.
 * @throws HookswitchError `bad-config` when a number is out of its range.
 */
export function fleetWorkloads(constraints: WorkloadConstraints = {}): Arbitrary<FleetWorkload> {
  const { world, intent, steps } = partsOf(constraints);
  return fc
    .record({ world, some: fc.array(intent, { maxLength: steps, size: 'max' }) })
    .map(({ world, some }) => {
      const workload = asWorkload(carryOut(world, some).flat());
      return withSummary(workload, workload);
    });
}

/**
 * What a receiver may see of a workload: messages repeated, and late, as a sender that resends makes them, with the state in which all of
 * them have to end. They shrink to few steps that are seen once, in order.
 *
 * @param constraints How large the workload is, and what happens to its messages.
 * @throws HookswitchError `bad-config` when a number is out of its range.
 */
export function deliverySequences(constraints: DeliveryConstraints = {}): Arbitrary<DeliverySequence> {
  const { world, intent, steps } = partsOf(constraints);
  const retries = within('retries', constraints.retries ?? 5, 0, 5);
  const late = within('late', constraints.late ?? 6, 0, 100);
  const seen = fc.tuple(intent, sightings(retries, late));
  return fc
    .record({ world, some: fc.array(seen, { maxLength: steps, size: 'max' }) })
    .map(({ world, some }) => {
      const steps = carryOut(
        world,
        some.map(([one]) => one),
      );
      const workload = asWorkload(steps.flat());
      const deliveries = delivered(steps.map((own, n) => [own, some[n]?.[1] ?? [0]]));
      const sequence = { workload, deliveries, expected: expectedState(workload.messages) };
      return withSummary(sequence, workload, deliveries);
    });
}

function partsOf({ pbxs = 3, steps = 20, profile = {} }: WorkloadConstraints) {
  within('pbxs', pbxs, 1, 50);
  within('steps', steps, 1, 1000);
  return { world: worlds(pbxs, profile), intent: intents(pbxs), steps };
}

function within(name: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new HookswitchError('bad-config', `${name} is ${value}; give a whole number from ${from} to ${to}`);
}
