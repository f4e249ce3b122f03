import type { FleetEvent } from '../../simulator/events.ts';
import { unixSeconds } from '../../simulator/index.ts';
import type { LoadPlan } from '../plan.ts';

/**
 * `genuine`: the next message of a fleet. `repeated`: its last message once more, to the byte, as a sender does that never saw
 * the acknowledgement. `forged`: about a PBX of the fleet, wrong in its content and its signature: to be refused.
 */
export type TrafficKind = 'genuine' | 'repeated' | 'forged';

/** What is sent: plain data. The same traffic gives the same messages on every machine. */
export interface Traffic {
  /** What is generated, and the serial numbers, depend on it: two seeds have no PBX in common, to speak of. */
  readonly seed: number;
  /** So many fleets are side by side, taking turns: the messages of one are that far apart. */
  readonly fleets: number;
  /** How often each event comes, in relation to the others. What a fleet cannot have just then becomes a `did_change`. */
  readonly events: Readonly<Partial<Record<FleetEvent, number>>>;
  /** Share of repetitions, 0 to 1. */
  readonly repeated: number;
  /** Share of forgeries, 0 to 1. */
  readonly forged: number;
  /** The names of the faults that make forgeries, in turn. */
  readonly forgedBy: readonly string[];
  /** How many DIDs a PBX has, about: 16 make a message of 1.6 KB. */
  readonly didsPerPbx: number;
  /** `updateTime` of the first messages (seconds since 1970); later ones of the same PBX have later ones. */
  readonly updateTime: number;
}

/** The deviations that no receiver may take for genuine. */
export const forgeries = [
  'missing-signature',
  'empty-signature',
  'wrong-secret',
  'tampered-body',
  'altered-signature',
  'malformed-signature',
] as const;

export const defaultTraffic: Omit<Traffic, 'seed'> = {
  fleets: 1000,
  events: { did_change: 70, capacity_change: 20, did_delete: 6, trunk_delete: 2, pce_delete: 2 },
  repeated: 0,
  forged: 0,
  forgedBy: forgeries,
  didsPerPbx: 12,
  updateTime: 1_773_110_920,
};

/** Of the past, so that no message is of a time to come: the first life of a fleet takes 16 s. */
const secondsBack = 60;

/** The traffic of a plan that is run now. */
export function trafficFor(
  plan: LoadPlan,
  given: Partial<Pick<Traffic, 'events' | 'repeated' | 'forged'>>,
): Traffic {
  const updateTime = unixSeconds() - secondsBack;
  return { ...defaultTraffic, ...given, seed: plan.seed, fleets: fleetsFor(plan), updateTime };
}

const fewestFleets = 20;
const turnsWanted = 8;

/** A short run has fewer fleets, so that each of them has something of a life. */
function fleetsFor({ rate, durationMs, count = Number.POSITIVE_INFINITY }: LoadPlan): number {
  const perSecond = rate === 'max' ? 1e4 : rate;
  const messages = Math.min(count, (perSecond * (durationMs ?? Number.POSITIVE_INFINITY)) / 1000);
  return Math.min(defaultTraffic.fleets, Math.max(fewestFleets, Math.round(messages / turnsWanted)));
}
