import { type FleetEvent, fleetEvents } from '../../simulator/events.ts';
import { didsOf, type FleetMessage, type FleetProfile } from '../../simulator/fleet/index.ts';
import { type Intent, WorkloadGenerator } from '../../simulator/fleet/workload.ts';
import { didReport } from '../../simulator/message/message.ts';
import { type Choices, seededChoices, seededRandom, subSeed } from '../../simulator/random.ts';
import type { Traffic } from './traffic.ts';

/** The messages of a fleet in order, and a forged one for each. */
export interface FleetMessages {
  readonly genuine: readonly FleetMessage[];
  readonly forged: readonly FleetMessage[];
}

const pbxsOfFleet = 2;
const trunk = 0;

/**
 * The messages of a small fleet, generated from the seed: two PBXs share a trunk, and an administrator changes them until there are enough
 * messages. Every number and name contains `mark`, so two fleets with different marks have nothing in common.
 */
export function generateFleetMessages(
  traffic: Traffic,
  profile: FleetProfile,
  { seed, mark, length }: { readonly seed: number; readonly mark: string; readonly length: number },
): FleetMessages {
  const { didsPerPbx, updateTime: startTime } = traffic;
  const nextEvent = eventGenerator(traffic, seed);
  const choose = seededChoices(subSeed(seed, 'actions'));
  // Enough serial numbers and DIDs for one deletion per message.
  const serialNumber = (_: unknown, n: number) => `36${mark}${String(n + 1).padStart(3, '0')}ZK`;
  const sns = Array.from({ length: pbxsOfFleet * (1 + length) }, serialNumber);
  const didsPerTrunk = pbxsOfFleet * (didsPerPbx + 1) + length;
  const generator = new WorkloadGenerator({ sns, startTime, profile, base: mark, didsPerTrunk });
  const pbxs = Array.from({ length: pbxsOfFleet }, (_, n) => n);
  const carryOut = (intent: ChosenIntent) => {
    const unused = { otherPbx: intent.pbx, trunk, places: [], capacity: undefined, secondsLater: 1 };
    return generator.carryOut({ ...unused, ...intent }).flatMap(({ messages }) => messages);
  };
  const genuine: FleetMessage[] = [];
  const forged: FleetMessage[] = [];
  while (genuine.length < length) {
    // Adds what is missing. YCM pushes nothing for that.
    for (const pbx of pbxs) carryOut({ kind: 'give', pbx, secondsLater: 0 });
    const forgery = forge(generator, choose, mark);
    const intent = intentFor(nextEvent(), pbxs, { generator, choose, didsPerPbx });
    const pushed = carryOut(intent);
    genuine.push(...pushed);
    // One action may cause several messages.
    forged.push(...pushed.map(() => forgery));
    // A new PBX has a new serial number.
    if (intent.kind === 'delete-pbx') pbxs[pbxs.indexOf(intent.pbx)] = intent.pbx + pbxsOfFleet;
  }
  return { genuine: genuine.slice(0, length), forged: forged.slice(0, length) };
}

function eventGenerator({ events }: Traffic, seed: number): () => FleetEvent {
  const random = seededRandom(subSeed(seed, 'events'));
  const sum = fleetEvents.reduce((total, event) => total + (events[event] ?? 0), 0);
  return () => {
    let left = random() * sum;
    for (const event of fleetEvents) {
      left -= events[event] ?? 0;
      if (left < 0) return event;
    }
    return 'did_change';
  };
}

/** A report that a PBX has a DID of another PBX. */
function forge({ fleet, updateTime }: WorkloadGenerator, { oneOf }: Choices, mark: string): FleetMessage {
  const { sn } = oneOf(fleet.pbxs);
  const trunkId = `9${mark}`;
  const stolen = { did: `99${mark}`, didId: `9${mark}`, trunkId, trunkName: 'forged' };
  return [didReport({ sn, dids: [...didsOf(fleet, sn).slice(1), stolen], updateTime })];
}

type ChosenIntent = Pick<Intent, 'kind' | 'pbx'> & Partial<Intent>;

interface Choosing {
  readonly generator: WorkloadGenerator;
  readonly choose: Choices;
  readonly didsPerPbx: number;
}

const deletions = {
  did_delete: 'delete-dids',
  trunk_delete: 'delete-trunk',
  pce_delete: 'delete-pbx',
} as const;

/** An intent that causes this event, or `did_change` if the fleet can't. */
function intentFor(
  event: FleetEvent,
  pbxs: readonly number[],
  { generator, choose: { oneOf, upTo }, didsPerPbx }: Choosing,
): ChosenIntent {
  const pbx = oneOf(pbxs);
  if (event === 'capacity_change') {
    const capacity = { extensions: String(10 * (1 + upTo(50))), concurrentCalls: String(1 + upTo(100)) };
    return { kind: 'resize', pbx, capacity };
  }
  const holders = pbxs.filter((one) => generator.placesOf(trunk, one).length > 0);
  if (event !== 'did_change' && holders.length > 0) {
    const holder = oneOf(holders);
    return { kind: deletions[event], pbx: holder, places: [oneOf(generator.placesOf(trunk, holder))] };
  }
  // A PBX with too few DIDs gets the missing ones; any other loses one.
  const own = generator.placesOf(trunk, pbx);
  const missing = didsPerPbx + upTo(2) - own.length;
  if (missing <= 0) return { kind: 'take', pbx, places: [oneOf(own)] };
  return { kind: 'give', pbx, places: generator.placesOf(trunk).slice(0, missing) };
}
