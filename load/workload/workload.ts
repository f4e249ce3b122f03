import type { Fault } from '../../simulator/faults/fault.ts';
import { givenFault } from '../../simulator/faults/fault-named.ts';
import { serialize } from '../../simulator/message/serialize.ts';
import type { Profile } from '../../simulator/profile.ts';
import { subSeed } from '../../simulator/random.ts';
import { type FleetMessages, generateFleetMessages } from './fleet-workload.ts';
import type { Traffic, TrafficKind } from './traffic.ts';

export interface LoadMessage {
  readonly kind: TrafficKind;
  /** The JSON, with {@link mark} for the fleet's number. */
  readonly text: string;
  readonly fleet: number;
  /** Creates the forged message. */
  readonly fault?: Fault | undefined;
}

/** The JSON of a message. */
export function bytesOf({ text, fleet }: Pick<LoadMessage, 'text' | 'fleet'>): Buffer {
  return Buffer.from(text.replaceAll(mark, String(fleet)));
}

/** After this many messages about a fleet, another fleet replaces it. */
const messagesPerFleet = 16;

/** The number of different histories. Other fleets repeat one of them, with their own serial numbers, DIDs and trunks. */
const historyCount = 256;

/** The messages about a fleet: the same array for fleets with the same history, except for their numbers. */
export interface FleetHistory {
  readonly fleet: number;
  readonly genuine: readonly string[];
}

/** The messages of a load: the one with any index, and what each fleet was sent by then. */
export interface Workload {
  /** Works for any index in any order at the same cost: fleets take turns, and a message depends only on its index. */
  messageAt(index: number): LoadMessage;
  /** The fleets of the first `count` messages, in order. */
  historiesAfter(count: number): Generator<FleetHistory>;
  /** The number of the first, second … fleet that the first `count` messages don't use. */
  fleetAfter(count: number, nth: number): number;
}

/**
 * Generates the workload that the traffic describes.
 *
 * @throws HookswitchError `bad-load` for an unknown fault.
 */
export function workloadOf(traffic: Traffic, profile: Profile): Workload {
  const { fleets } = traffic;
  const forging = traffic.forgedBy.map((name) => givenFault(name, 'bad-load'));
  const histories = Array.from({ length: historyCount }, (_, n) => generateHistory(traffic, profile, n));
  const historyOf = (nth: number) => histories[nth % historyCount] ?? { genuine: [], forged: [] };
  const kindOf = kindsOf(traffic);
  const firstFleet = firstFleetOf(traffic.seed);
  const generation = fleets * messagesPerFleet;
  const nthOf = (index: number) => Math.floor(index / generation) * fleets + (index % fleets);
  /** How many genuine messages the fleet of this index had in its earlier turns. */
  const sentBefore = (index: number) => {
    let sent = 0;
    const turn = Math.floor((index % generation) / fleets);
    for (let n = turn; n > 0; n -= 1) if (isNew(kindOf(index - n * fleets), sent)) sent += 1;
    return sent;
  };
  return {
    messageAt(index) {
      const nth = nthOf(index);
      const sent = sentBefore(index);
      const wanted = kindOf(index);
      // A new fleet has no message to repeat.
      const kind = wanted === 'repeated' && sent === 0 ? 'genuine' : wanted;
      const { genuine, forged } = historyOf(nth);
      const text = kind === 'forged' ? forged[sent] : genuine[kind === 'repeated' ? sent - 1 : sent];
      const fault = kind === 'forged' ? forging[index % forging.length] : undefined;
      return { kind, text: text ?? '', fleet: firstFleet + nth, fault };
    },
    *historiesAfter(count) {
      const beginnings = beginningsOf(histories);
      for (let start = 0; start < count; start += generation) {
        for (let first = start; first < Math.min(count, start + fleets); first += 1) {
          const turns = Math.min(messagesPerFleet, Math.ceil((count - first) / fleets));
          const last = first + (turns - 1) * fleets;
          const before = sentBefore(last);
          const sent = before + (isNew(kindOf(last), before) ? 1 : 0);
          const nth = nthOf(first);
          yield { fleet: firstFleet + nth, genuine: beginnings(nth % historyCount, sent) };
        }
      }
    },
    fleetAfter: (count, nth) => firstFleet + Math.ceil(count / generation) * fleets + nth,
  };
}

/** Nine digits, to fill a gap of nine. Other seeds start elsewhere, so their PBXs differ. */
function firstFleetOf(seed: number): number {
  return 100_000_000 + ((subSeed(seed, 'fleets') >>> 0) % 800_000_000);
}

/** The first `count` genuine messages of a history. Returns the same array for the same arguments. */
function beginningsOf(histories: readonly { readonly genuine: readonly string[] }[]) {
  const known = new Map<number, readonly string[]>();
  return (history: number, sent: number): readonly string[] => {
    const key = history * (messagesPerFleet + 1) + sent;
    const found = known.get(key) ?? histories[history]?.genuine.slice(0, sent) ?? [];
    known.set(key, found);
    return found;
  };
}

/** Stands for the fleet's number in all numbers and names. Nothing else in a message looks like it. */
const mark = '#########';

function generateHistory(traffic: Traffic, profile: Profile, n: number) {
  const seed = subSeed(traffic.seed, `life ${n}`);
  const messages = generateFleetMessages(traffic, profile, { seed, mark, length: messagesPerFleet });
  const texts = (some: FleetMessages['genuine']) =>
    some.map((message) => serialize(message, profile).toString('utf8'));
  return { genuine: texts(messages.genuine), forged: texts(messages.forged) };
}

function isNew(kind: TrafficKind, sent: number): boolean {
  return kind === 'genuine' || (kind === 'repeated' && sent === 0);
}

/** Fractional parts of multiples of the golden ratio are spread evenly, so shares are exact in every part and not only on average. */
const goldenRatio = 0.618_033_988_749_894_9;

function kindsOf({ seed, repeated, forged }: Traffic): (index: number) => TrafficKind {
  if (repeated === 0 && forged === 0) return () => 'genuine';
  const start = Math.abs(seed * goldenRatio) % 1;
  return (index) => {
    const place = (start + index * goldenRatio) % 1;
    if (place < forged) return 'forged';
    return place < forged + repeated ? 'repeated' : 'genuine';
  };
}
