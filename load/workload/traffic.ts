import type { FleetEvent } from '../../simulator/events.ts';
import { unixSeconds } from '../../simulator/index.ts';
import type { LoadPlan } from '../plan.ts';

/**
 * `genuine`: the next message of a fleet. `repeated`: its last message again, byte for byte, as if the sender missed the acknowledgement.
 * `forged`: about a PBX of the fleet, with wrong content and a wrong signature, so it must be rejected.
 */
export type TrafficKind = 'genuine' | 'repeated' | 'forged';

/** What to send: plain data. The same traffic gives the same messages on every machine. */
export interface Traffic {
  /** The seed of messages and serial numbers. Two seeds have practically no PBX in common. */
  readonly seed: number;
  /** The number of fleets that take turns. Messages of one fleet are this far apart. */
  readonly fleets: number;
  /** How frequent each event is, relative to the others. If a fleet can't have an event, it becomes a `did_change`. */
  readonly events: Readonly<Partial<Record<FleetEvent, number>>>;
  /** The share of duplicates, 0 to 1. */
  readonly repeated: number;
  /** The share of forged messages, 0 to 1. */
  readonly forged: number;
  /** The names of the faults for forged messages, in turn. */
  readonly forgedBy: readonly string[];
  /** The approximate number of DIDs of a PBX: 16 make a message of 1.6 KB. */
  readonly didsPerPbx: number;
  /** `updateTime` of the first messages (seconds since 1970). Later messages of the same PBX have later ones. */
  readonly updateTime: number;
}

/** Faults that every correct receiver rejects. */
const forgeries = [
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

/** In the past, so that no message is from the future: the first workload of a fleet takes 16 s. */
const secondsBack = 60;

/** The traffic of a plan that runs now. */
export function trafficFor(
  plan: LoadPlan,
  given: Partial<Pick<Traffic, 'events' | 'repeated' | 'forged'>>,
): Traffic {
  const updateTime = unixSeconds() - secondsBack;
  return { ...defaultTraffic, ...given, seed: plan.seed, fleets: fleetsFor(plan), updateTime };
}

const minFleets = 20;
const turnsWanted = 8;

/** A short run has fewer fleets, so that each has enough messages. */
function fleetsFor({ rate, durationMs, count = Number.POSITIVE_INFINITY }: LoadPlan): number {
  const perSecond = rate === 'max' ? 1e4 : rate;
  const messages = Math.min(count, (perSecond * (durationMs ?? Number.POSITIVE_INFINITY)) / 1000);
  return Math.min(defaultTraffic.fleets, Math.max(minFleets, Math.round(messages / turnsWanted)));
}
