/**
 * Hookswitch in fast-check: arbitraries for YCM messages and for whole sequences of deliveries, with the state that a receiver must end up
 * in.
 *
 * @module
 */
import fc, { type Arbitrary } from 'fast-check';
import { arrivalTimes, delivered } from '../runner/workload/deliveries.ts';
import { intents, setups } from '../runner/workload/intents.ts';
import { WorkloadGenerator } from '../simulator/fleet/workload.ts';
import {
  type FleetMessage,
  type FleetProfile,
  HookswitchError,
  type WorkloadStep,
} from '../simulator/index.ts';
import { type ExpectedState, expectedState } from './fast-check/expected.ts';
import { type FleetWorkload, withSummary } from './fast-check/summary.ts';

export type { Json } from '../observation/json.ts';
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

/** The size of a workload. */
export interface WorkloadConstraints {
  /** The maximum number of PBXs, 1 to 50; default 3. */
  readonly pbxs?: number;
  /** The maximum number of actions, not counting added trunks, 1 to 1000; default 20. */
  readonly steps?: number;
  /** Values of the profile. Those that aren't given are generated. */
  readonly profile?: Partial<FleetProfile>;
}

/** What may happen to the messages of a workload in transit. */
export interface DeliveryConstraints extends WorkloadConstraints {
  /** The maximum number of duplicates of a message, 0 to 5; default 5, YCM's maximum number of retries. */
  readonly retries?: number;
  /** The maximum number of newer messages that may arrive before a message, 0 to 100; default 6. With 0, all are in order. */
  readonly late?: number;
}

/** The deliveries of a workload. */
export interface DeliverySequence {
  /** What happened, and what was pushed. */
  readonly workload: FleetWorkload;
  /** The messages in delivery order, each at least once. A duplicate is the same object, so its bytes are the same. */
  readonly deliveries: readonly FleetMessage[];
  /** The final state after all deliveries. */
  readonly expected: ExpectedState;
}

/**
 * Workloads of a fleet (a YCM's Cloud PBXs, trunks and DIDs): valid actions of an administrator, with their messages in order. They shrink
 * to fewer steps; serial numbers and ids don't change.
 *
 * @param constraints The size of the workload.
 * @throws HookswitchError `bad-config` when a number is out of its range.
 */
export function fleetWorkloads(constraints: WorkloadConstraints = {}): Arbitrary<FleetWorkload> {
  const { setup, intent, steps } = partsOf(constraints);
  return fc
    .record({ setup, some: fc.array(intent, { maxLength: steps, size: 'max' }) })
    .map(({ setup, some }) => {
      const generator = new WorkloadGenerator(setup);
      const workload = asWorkload(some.flatMap((intent) => generator.carryOut(intent)));
      return withSummary(workload, workload);
    });
}

/**
 * The messages of a workload as retries may deliver them, with duplicates and late messages, and the state that a receiver must end up in.
 * They shrink to a few steps delivered once, in order.
 *
 * @param constraints The size of the workload, and what happens to its messages.
 * @throws HookswitchError `bad-config` when a number is out of its range.
 */
export function deliverySequences(constraints: DeliveryConstraints = {}): Arbitrary<DeliverySequence> {
  const { setup, intent, steps } = partsOf(constraints);
  const retries = within('retries', constraints.retries ?? 5, 0, 5);
  const late = within('late', constraints.late ?? 6, 0, 100);
  const seen = fc.tuple(intent, arrivalTimes(retries, late));
  return fc
    .record({ setup, some: fc.array(seen, { maxLength: steps, size: 'max' }) })
    .map(({ setup, some }) => {
      const generator = new WorkloadGenerator(setup);
      const steps = some.map(([intent]) => generator.carryOut(intent));
      const workload = asWorkload(steps.flat());
      const deliveries = delivered(steps.map((own, n) => [own, some[n]?.[1] ?? [0]]));
      const sequence = { workload, deliveries, expected: expectedState(workload.messages) };
      return withSummary(sequence, workload, deliveries);
    });
}

function asWorkload(steps: readonly WorkloadStep[]): FleetWorkload {
  return { steps, messages: steps.flatMap(({ messages }) => messages) };
}

function partsOf({ pbxs = 3, steps = 20, profile = {} }: WorkloadConstraints) {
  within('pbxs', pbxs, 1, 50);
  within('steps', steps, 1, 1000);
  return { setup: setups(pbxs, profile), intent: intents(pbxs), steps };
}

function within(name: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new HookswitchError('bad-config', `${name} is ${value}; give a whole number from ${from} to ${to}`);
}
