import type { EventKind, EventName, EventTitle } from './generated/events.ts';
import { isRecord } from './is-record.ts';
import { type JsonSchema, schemas } from './schemas.ts';

/** What `x-event` of a schema says about the event, for code that sends, recognizes or lists events. */
interface EventData {
  /** Its position in lists of events. */
  readonly position: number;
  /** The title on the vendor's page, by which a webhook subscribes to it. Absent: it can't be subscribed to. */
  readonly title?: EventTitle;
  /** Events of one family report on the same state: a newer one replaces an older one. */
  readonly family: string;
  /** Whether a message is one object, or an array of reports. */
  readonly shape: 'object' | 'array';
  /** The key that identifies the event: `event` with one of `names`, or a key that no other report without `event` has. */
  readonly discriminator: string;
  /** What each name reports. An event with a discriminator other than `event` has one name, which is in no message. */
  readonly names: Readonly<Partial<Record<EventName, string>>>;
  /** The key of what a report is about. */
  readonly identifiedBy?: string;
  /** The key that orders the reports of one family about one subject. */
  readonly orderedBy?: string;
}

/** A documented event of YCM, from its schema in `events/`. */
export interface DocumentedEvent extends EventData {
  /** The name of its schema. */
  readonly kind: EventKind;
  /** The schema of the object that has the discriminator: a report of an array, or the message. */
  readonly itemSchema: EventKind | `${EventKind}#/$defs/${string}`;
}

/** Every documented event, in the order of lists. */
export const documentedEvents: readonly DocumentedEvent[] = Object.entries(schemas)
  .flatMap(([kind, schema]) => ('x-event' in schema ? documented(kind as EventKind, schema) : []))
  .sort((a, b) => a.position - b.position);

/** The events that a webhook can subscribe to. */
export const eventTitles: readonly EventTitle[] = documentedEvents.flatMap(({ title }) => title ?? []);

function documented(kind: EventKind, schema: JsonSchema): DocumentedEvent {
  const { items } = schema as { readonly items?: { readonly $ref: `#/$defs/${string}` } };
  const itemSchema = items === undefined ? kind : (`${kind}${items.$ref}` as const);
  return { kind, itemSchema, ...(schema['x-event'] as EventData) };
}

/** Every key of the messages that the vendor documents. */
export const documentedKeys: ReadonlySet<string> = new Set(
  documentedEvents.flatMap(({ kind }) => keysIn(schemas[kind])),
);

function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, inner]) => [
    ...(name === 'properties' ? Object.keys(inner) : []),
    ...keysIn(inner),
  ]);
}

/** The documented event of an item, or of a message that is an object; undefined if it isn't documented. */
export function documentedEventOf(
  item: object,
  shape?: DocumentedEvent['shape'],
): DocumentedEvent | undefined {
  const event = Object.hasOwn(item, 'event') ? byName.get(nameIn(item)) : byKey(item);
  return shape === undefined || event?.shape === shape ? event : undefined;
}

/** Whether it is an array with a documented report, correct or not. */
export function hasReports(message: unknown): boolean {
  return Array.isArray(message) && message.some((item) => isRecord(item) && documentedEventOf(item));
}

const byName = new Map<unknown, DocumentedEvent>(
  documentedEvents
    .filter(({ discriminator }) => discriminator === 'event')
    .flatMap((event) => Object.keys(event.names).map((name) => [name, event])),
);
const unnamedEvents = documentedEvents.filter(({ discriminator }) => discriminator !== 'event');

function byKey(item: object): DocumentedEvent | undefined {
  return unnamedEvents.find(({ discriminator }) => Object.hasOwn(item, discriminator));
}

function nameIn(item: object): unknown {
  return (item as { readonly event?: unknown }).event;
}

const maxNameLength = 40;

/** The name of the event of an item, or of a message that is an object, documented or not; otherwise `unknown`. */
function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return 'unknown';
  const name = Object.hasOwn(item, 'event') ? nameIn(item) : undefined;
  if (typeof name === 'string') return name.slice(0, maxNameLength);
  const [only] = Object.keys(byKey(item)?.names ?? {});
  return only ?? 'unknown';
}

/** The events of a message without duplicates, in the order of its items. None for an empty array. Never throws. */
export function eventsIn(message: unknown): string[] {
  return [...new Set((Array.isArray(message) ? message : [message]).map(nameOf))];
}

/** The documented events in a text that may not be JSON, such as a deliberately broken message. */
export function eventsMentioned(text: string): EventName[] {
  const named = [...text.matchAll(/"event"\s*:\s*"(\w+)"/g)].map(([, name]) => name);
  return documentedEvents.flatMap(({ discriminator, names }) =>
    (Object.keys(names) as EventName[]).filter((name) =>
      discriminator === 'event' ? named.includes(name) : text.includes(`"${discriminator}"`),
    ),
  );
}
