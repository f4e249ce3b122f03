import type { EventKinds, EventName } from '../schemas/generated/events.ts';
import type { SchemaTypes } from '../schemas/generated/types.ts';
import { deletionReport } from './fleet/reports.ts';
import { generateDids, type SampleInput } from './message/generate.ts';
import { capacityReport, type DidEvent, didReport, testMessage } from './message/message.ts';

/** What the sender needs to know about an event beyond its schema in schemas/events/. */
interface EventEntry<Kind extends EventKinds[EventName]> {
  /** The name of its schema. */
  readonly kind: Kind;
  /** A message that reports the event, as YCM would send it. */
  readonly sample: (input: SampleInput) => SchemaTypes[Kind];
}

/** Every event that YCM pushes, in the order in which lists show them. A schema without an entry here doesn't compile. */
export const events = {
  test: { kind: 'test', sample: () => testMessage },
  did_change: { kind: 'did-change', sample: withDids('did_change') },
  did_delete: { kind: 'did-change', sample: withDids('did_delete') },
  trunk_delete: { kind: 'did-change', sample: withDids('trunk_delete') },
  pce_delete: {
    kind: 'did-change',
    sample: ({ sn, upTo, ...options }) => [deletionReport(sn, generateDids(upTo), options)],
  },
  capacity_change: { kind: 'capacity-change', sample: withCapacity },
} satisfies { readonly [Name in EventName]: EventEntry<EventKinds[Name]> };

/** The names of all events, the test message first. */
export const eventNames = Object.keys(events) as readonly EventName[];

/** The events of PCE DID Change. */
export const didEvents = namesOf('did-change');

/** The events that actions on a fleet cause. */
export type FleetEvent = NamesOf<'did-change' | 'capacity-change'>;
export const fleetEvents = namesOf('did-change', 'capacity-change');

/** The names of the events of these kinds. */
type NamesOf<Kind extends EventKinds[EventName]> = {
  [Name in EventName]: EventKinds[Name] extends Kind ? Name : never;
}[EventName];

function namesOf<Kind extends EventKinds[EventName]>(...kinds: readonly Kind[]): readonly NamesOf<Kind>[] {
  const wanted: readonly string[] = kinds;
  return eventNames.filter((name): name is NamesOf<Kind> => wanted.includes(events[name].kind));
}

function withDids(event: Exclude<DidEvent, 'pce_delete'>): EventEntry<'did-change'>['sample'] {
  return ({ sn, upTo, updateTime }) => [didReport({ sn, event, dids: generateDids(upTo), updateTime })];
}

function withCapacity({ sn, upTo, updateTime }: SampleInput): SchemaTypes['capacity-change'] {
  const repository = {
    extensions: String(10 * (1 + upTo(50))),
    concurrentCalls: String(1 + upTo(100)),
    enableCallRecording: upTo(2) === 0 ? 'no' : 'yes',
  };
  return [capacityReport({ sn, repository, updateTime })];
}
