/**
 * Hookswitch in fast-check: arbitraries for the messages of YCM, and for what a receiver sees of a whole life of a fleet, with the state
 * that it has to end in.
 *
 * @module
 */
import fc, { type Arbitrary } from 'fast-check';
import { delivered, sightings } from '../runner/workload/deliveries.ts';
import { intents } from '../runner/workload/intent.ts';
import { asLife, type FleetLife, type LifeStep, live } from '../runner/workload/life.ts';
import { type LifeProfile, worlds } from '../runner/workload/world.ts';
import { type FleetMessage, HookswitchError } from '../simulator/index.ts';
import { type ExpectedState, expectedState } from './fast-check/expected.ts';
import { told } from './fast-check/summary.ts';

export type { Json } from '../runner/observation/json.ts';
export {
  type AnyMessage,
  capacityReports,
  didReports,
  messages,
  serials,
  trunkDidInfos,
  type UnknownReport,
  updateTimes,
} from '../runner/properties/arbitraries.ts';
export { type ExpectedState, expectedState, type FleetLife, type LifeProfile, type LifeStep };

/** How long and how wide a life may be. */
export interface LifeConstraints {
  /** At most so many PBXs, from 1 to 50; default 3. */
  readonly pbxs?: number;
  /** At most so many actions, beside the adding of trunks, from 1 to 1000; default 20. */
  readonly steps?: number;
  /** What the vendor leaves open; what is not given is drawn. */
  readonly profile?: Partial<LifeProfile>;
}

/** What may happen to the messages of a life on their way. */
export interface DeliveryConstraints extends LifeConstraints {
  /** A message may be seen so many times more than once, from 0 to 5; default 5, as many as YCM resends at most. */
  readonly retries?: number;
  /** A message may be seen for the first time, or again, after so many newer ones, from 0 to 100; default 6. With 0 all are in order. */
  readonly late?: number;
}

/** What a receiver sees of a life. */
export interface DeliverySequence {
  /** What happened, and what was pushed. */
  readonly life: FleetLife;
  /** The messages in the order in which they are seen; each at least once. A repetition is the same object, so that it gives the same bytes. */
  readonly deliveries: readonly FleetMessage[];
  /** What has to be stored after all of them. */
  readonly expected: ExpectedState;
}

/**
 * Lives of a fleet: actions that are possible, with the messages of each in order. They shrink to few steps, not to other names.
 *
 * @param constraints How long and how wide.
 * @throws HookswitchError `bad-config` when a number is out of its range.
 */
export function fleetLives(constraints: LifeConstraints = {}): Arbitrary<FleetLife> {
  const { world, intent, steps } = partsOf(constraints);
  return fc
    .record({ world, some: fc.array(intent, { maxLength: steps, size: 'max' }) })
    .map(({ world, some }) => {
      const life = asLife(live(world, some).flat());
      return told(life, life);
    });
}

/**
 * What a receiver may see of a life: messages repeated, and late, as a sender that resends makes them, with the state in which all of
 * them have to end. They shrink to few steps that are seen once, in order.
 *
 * @param constraints How long and how wide the life is, and what happens to its messages.
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
      const lived = live(
        world,
        some.map(([one]) => one),
      );
      const life = asLife(lived.flat());
      const deliveries = delivered(lived.map((own, n) => [own, some[n]?.[1] ?? [0]]));
      return told({ life, deliveries, expected: expectedState(life.messages) }, life, deliveries);
    });
}

function partsOf({ pbxs = 3, steps = 20, profile = {} }: LifeConstraints) {
  within('pbxs', pbxs, 1, 50);
  within('steps', steps, 1, 1000);
  return { world: worlds(pbxs, profile), intent: intents(pbxs), steps };
}

function within(name: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new HookswitchError('bad-config', `${name} is ${value}; give a whole number from ${from} to ${to}`);
}
