import { HookswitchError } from '../../simulator/errors.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import { faults } from '../../simulator/faults/index.ts';
import { serialize } from '../../simulator/message/serialize.ts';
import type { Profile } from '../../simulator/profile.ts';
import { subSeed } from '../../simulator/random.ts';
import { type FleetMessages, generateFleetMessages } from './fleet-workload.ts';
import { fillInto, type Template, templateOf } from './template.ts';
import type { Traffic, TrafficKind } from './traffic.ts';

export interface LoadMessage {
  readonly kind: TrafficKind;
  /** The JSON, once it is filled with the number of the fleet. */
  readonly template: Template;
  readonly fleet: number;
  /** Makes the forgery. */
  readonly fault?: Fault | undefined;
}

/** The JSON of a message. */
export function bytesOf({ template, fleet }: LoadMessage): Buffer {
  const bytes = Buffer.allocUnsafe(template.bytes.length);
  fillInto(template, fleet, bytes, 0);
  return bytes;
}

/** So many messages are about a fleet, then another one takes its place. */
export const messagesPerFleet = 16;

/** So many different histories are generated; other fleets repeat one of them, with own serial numbers, DIDs and trunks. */
const historyCount = 256;

/** What was sent about a fleet: the same array for fleets that had the same history so far, but for their numbers. */
export interface FleetHistory {
  readonly fleet: number;
  readonly genuine: readonly Template[];
}

/** The messages of a traffic: any of them, and what has been sent about each fleet after so many. */
export interface Workload {
  /** Any index, in any order, at the same cost: fleets take turns, and the message of a turn depends on its index alone. */
  messageAt(index: number): LoadMessage;
  /** The fleets that the first `count` messages are about, one after the other. */
  historiesAfter(count: number): Generator<FleetHistory>;
  /** The number of a fleet that the first `count` messages are not about: the first, second … one after the last. */
  fleetAfter(count: number, nth: number): number;
}

/**
 * Generates the workload of a traffic.
 *
 * @throws HookswitchError `bad-load` when a fault is not known.
 */
export function workloadOf(traffic: Traffic, profile: Profile): Workload {
  const { fleets } = traffic;
  const forging = traffic.forgedBy.map(faultOf);
  const histories = Array.from({ length: historyCount }, (_, n) => generateTemplates(traffic, profile, n));
  const historyOf = (nth: number) => histories[nth % historyCount] ?? { genuine: [], forged: [] };
  const kindOf = kindsOf(traffic);
  const firstFleet = firstFleetOf(traffic.seed);
  const generation = fleets * messagesPerFleet;
  const nthOf = (index: number) => Math.floor(index / generation) * fleets + (index % fleets);
  /** How many genuine messages the fleet of this index had at its turns before. */
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
      // A fleet without messages so far has nothing to repeat.
      const kind = wanted === 'repeated' && sent === 0 ? 'genuine' : wanted;
      const { genuine, forged } = historyOf(nth);
      const template = kind === 'forged' ? forged[sent] : genuine[kind === 'repeated' ? sent - 1 : sent];
      const fault = kind === 'forged' ? forging[index % forging.length] : undefined;
      return { kind, template: template ?? noTemplate, fleet: firstFleet + nth, fault };
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

/** Nine digits, since it fills a place of nine: fleets of other seeds begin elsewhere, and so are other PBXs. */
function firstFleetOf(seed: number): number {
  return 100_000_000 + ((subSeed(seed, 'fleets') >>> 0) % 800_000_000);
}

/** The first so many genuine messages of a history: the same array whenever the same is asked for. */
function beginningsOf(histories: readonly { readonly genuine: readonly Template[] }[]) {
  const known = new Map<number, readonly Template[]>();
  return (history: number, sent: number): readonly Template[] => {
    const key = history * (messagesPerFleet + 1) + sent;
    const found = known.get(key) ?? histories[history]?.genuine.slice(0, sent) ?? [];
    known.set(key, found);
    return found;
  };
}

/** Stands for what tells fleets apart, in all their numbers and names: nothing else in a message looks like it. */
const mark = '#########';
const noTemplate: Template = { bytes: Buffer.alloc(0), holes: [], width: 0 };

function generateTemplates(traffic: Traffic, profile: Profile, n: number) {
  const seed = subSeed(traffic.seed, `life ${n}`);
  const messages = generateFleetMessages(traffic, profile, { seed, mark, length: messagesPerFleet });
  const templates = (some: FleetMessages['genuine']) =>
    some.map((message) => templateOf(serialize(message, profile), mark));
  return { genuine: templates(messages.genuine), forged: templates(messages.forged) };
}

function isNew(kind: TrafficKind, sent: number): boolean {
  return kind === 'genuine' || (kind === 'repeated' && sent === 0);
}

/** The fractional parts of multiples of the golden ratio are spread evenly: shares hold in any stretch, not on the average only. */
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

function faultOf(name: string): Fault {
  const found = faults.find((fault) => fault.name === name);
  if (found) return found;
  throw new HookswitchError(
    'bad-load',
    `there is no fault ${JSON.stringify(name.slice(0, 80))} to forge with`,
  );
}
