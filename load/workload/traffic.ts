import { HookswitchError } from '../../simulator/errors.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import { faults } from '../../simulator/faults/index.ts';
import { serialise } from '../../simulator/message/serialize.ts';
import type { Profile } from '../../simulator/profile.ts';
import { subSeed } from '../../simulator/random.ts';
import { drawLife } from './life.ts';
import type { MessageKind, Traffic } from './mixture.ts';
import { fillInto, type Template, templateOf } from './template.ts';

export interface LoadMessage {
  readonly kind: MessageKind;
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

/** So many messages tell of a fleet, then another one takes its place. */
export const messagesPerFleet = 16;

/** So many different lives are drawn; others are like one of them, with serial numbers, DIDs and trunks of their own. */
const livesDrawn = 256;

/** What fleets that were told of have been told: the same array for fleets that had the same life so far, but for their numbers. */
export interface Told {
  readonly fleet: number;
  readonly genuine: readonly Template[];
}

/** What a traffic says: any message of it, and what has been said after so many. */
export interface Story {
  /** Any index, in any order, at the same cost: fleets take turns, and what is said at a turn depends on its index alone. */
  messageAt(index: number): LoadMessage;
  /** The fleets that the first `count` messages tell of, one after the other. */
  toldBy(count: number): Generator<Told>;
  /** The number of a fleet that the first `count` messages do not tell of: the first, second … one after the last. */
  fleetAfter(count: number, nth: number): number;
}

/**
 * Draws the lives of a traffic.
 *
 * @throws HookswitchError `bad-load` when a fault is not known.
 */
export function storyOf(traffic: Traffic, profile: Profile): Story {
  const { fleets } = traffic;
  const forging = traffic.forgedBy.map(faultOf);
  const lives = Array.from({ length: livesDrawn }, (_, n) => drawTemplates(traffic, profile, n));
  const lifeOf = (nth: number) => lives[nth % livesDrawn] ?? { genuine: [], forged: [] };
  const kindOf = kindsOf(traffic);
  const firstFleet = firstFleetOf(traffic.seed);
  const generation = fleets * messagesPerFleet;
  const nthOf = (index: number) => Math.floor(index / generation) * fleets + (index % fleets);
  /** How many genuine messages the fleet of this index had at its turns before. */
  const saidBefore = (index: number) => {
    let said = 0;
    const turn = Math.floor((index % generation) / fleets);
    for (let n = turn; n > 0; n -= 1) if (isNew(kindOf(index - n * fleets), said)) said += 1;
    return said;
  };
  return {
    messageAt(index) {
      const nth = nthOf(index);
      const said = saidBefore(index);
      const drawn = kindOf(index);
      // A fleet that was not told of yet has nothing to repeat.
      const kind = drawn === 'repeated' && said === 0 ? 'genuine' : drawn;
      const { genuine, forged } = lifeOf(nth);
      const template = kind === 'forged' ? forged[said] : genuine[kind === 'repeated' ? said - 1 : said];
      const fault = kind === 'forged' ? forging[index % forging.length] : undefined;
      return { kind, template: template ?? noTemplate, fleet: firstFleet + nth, fault };
    },
    *toldBy(count) {
      const beginnings = beginningsOf(lives);
      for (let start = 0; start < count; start += generation) {
        for (let first = start; first < Math.min(count, start + fleets); first += 1) {
          const turns = Math.min(messagesPerFleet, Math.ceil((count - first) / fleets));
          const last = first + (turns - 1) * fleets;
          const before = saidBefore(last);
          const said = before + (isNew(kindOf(last), before) ? 1 : 0);
          const nth = nthOf(first);
          yield { fleet: firstFleet + nth, genuine: beginnings(nth % livesDrawn, said) };
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

/** The first so many genuine messages of a life: the same array whenever the same is asked for. */
function beginningsOf(lives: readonly { readonly genuine: readonly Template[] }[]) {
  const known = new Map<number, readonly Template[]>();
  return (life: number, said: number): readonly Template[] => {
    const key = life * (messagesPerFleet + 1) + said;
    const found = known.get(key) ?? lives[life]?.genuine.slice(0, said) ?? [];
    known.set(key, found);
    return found;
  };
}

/** Stands for what tells fleets apart, in all their numbers and names: nothing else in a message looks like it. */
const mark = '#########';
const noTemplate: Template = { bytes: Buffer.alloc(0), holes: [], width: 0 };

function drawTemplates(traffic: Traffic, profile: Profile, n: number) {
  const seed = subSeed(traffic.seed, `life ${n}`);
  const life = drawLife(traffic, profile, { seed, mark, length: messagesPerFleet });
  const templates = (messages: readonly unknown[]) =>
    messages.map((message) => templateOf(serialise(message, profile), mark));
  return { genuine: templates(life.genuine), forged: templates(life.forged) };
}

function isNew(kind: MessageKind, said: number): boolean {
  return kind === 'genuine' || (kind === 'repeated' && said === 0);
}

/** The fractional parts of multiples of the golden ratio are spread evenly: shares hold in any stretch, not on the average only. */
const goldenRatio = 0.618_033_988_749_894_9;

function kindsOf({ seed, repeated, forged }: Traffic): (index: number) => MessageKind {
  if (repeated === 0 && forged === 0) return () => 'genuine';
  const start = Math.abs(seed * goldenRatio) % 1;
  return (index) => {
    const drawn = (start + index * goldenRatio) % 1;
    if (drawn < forged) return 'forged';
    return drawn < forged + repeated ? 'repeated' : 'genuine';
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
