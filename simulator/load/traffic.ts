import { HookswitchError } from '../errors.ts';
import type { Fault } from '../faults/fault.ts';
import { faults } from '../faults/index.ts';
import type { Profile } from '../profile.ts';
import { subSeed } from '../random.ts';
import { serialise } from '../serialise.ts';
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

/** So many fleets live side by side: the messages of one are that far apart. */
export const fleetsAtOnce = 1000;
/** So many messages tell of a fleet, then another one takes its place. */
export const messagesPerFleet = 16;

/** So many different lives are drawn; others are like one of them, with serial numbers, DIDs and trunks of their own. */
const livesDrawn = 256;

/**
 * Gives message `index` of the traffic; any index, in any order, at the same cost: fleets take turns, and what is said at a turn
 * depends on its index alone.
 *
 * @throws HookswitchError `bad-load` when a fault is not known.
 */
export function messagesOf(traffic: Traffic, profile: Profile): (index: number) => LoadMessage {
  const forging = traffic.forgedBy.map(faultOf);
  const lives = Array.from({ length: livesDrawn }, (_, n) => drawTemplates(traffic, profile, n));
  const kindOf = kindsOf(traffic);
  return (index) => {
    const turn = Math.floor(index / fleetsAtOnce) % messagesPerFleet;
    const fleet =
      Math.floor(index / (fleetsAtOnce * messagesPerFleet)) * fleetsAtOnce + (index % fleetsAtOnce);
    const said = genuineBefore(index, turn, kindOf);
    const drawn = kindOf(index);
    // A fleet that was not told of yet has nothing to repeat.
    const kind = drawn === 'repeated' && said === 0 ? 'genuine' : drawn;
    const { genuine, forged } = lives[fleet % livesDrawn] ?? { genuine: [], forged: [] };
    const template = kind === 'forged' ? forged[said] : genuine[kind === 'repeated' ? said - 1 : said];
    const fault = kind === 'forged' ? forging[index % forging.length] : undefined;
    return { kind, template: template ?? noTemplate, fleet, fault };
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

/** How many genuine messages the fleet of this index had at its turns before. */
function genuineBefore(index: number, turn: number, kindOf: (index: number) => MessageKind): number {
  let said = 0;
  for (let n = turn; n > 0; n -= 1) if (isNew(kindOf(index - n * fleetsAtOnce), said)) said += 1;
  return said;
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
