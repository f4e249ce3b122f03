import { documentedEventOf } from '../../schemas/index.ts';
import type { Fault } from '../../simulator/index.ts';

/** What messages that crash a receiver because of the same bug have in common. */
export interface MessageShape {
  /** The title of the fault; empty for a genuine message. */
  readonly fault: string;
  /** Its items: the names of their events, or the families of those without a name. */
  readonly kinds: readonly string[];
  /** Its JSON without the values. */
  readonly form: string;
}

const maxBytes = 64 * 1024;
const maxDepth = 16;

/** Pure. */
export function shapeOf(message: unknown, fault: Fault | undefined): MessageShape {
  const value = message instanceof Uint8Array ? parsed(message) : message;
  const items = Array.isArray(value) ? value : [value];
  return {
    fault: fault?.title ?? '',
    kinds: [...new Set(items.map(kindOf))].sort(),
    form: formOf(value),
  };
}

/** The same for messages of the same fault and form. */
export function keyOfShape({ fault, form }: MessageShape): string {
  return `${fault} ${form}`;
}

/** Whether the second message has all kinds of items of the first. Pure. */
export function isWithin(inner: MessageShape, outer: MessageShape): boolean {
  return inner.fault === outer.fault && inner.kinds.every((kind) => outer.kinds.includes(kind));
}

function parsed(bytes: Uint8Array): unknown {
  if (bytes.length > maxBytes) return 'large';
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return 'no JSON';
  }
}

function kindOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return formOf(item);
  if ('event' in item) return String(item.event).slice(0, 40);
  return documentedEventOf(item)?.family ?? 'another object';
}

function formOf(value: unknown, depth = 0): string {
  if (value === '') return 'empty';
  if (depth > maxDepth) return 'deep';
  if (Array.isArray(value)) return `[${[...new Set(value.map((item) => formOf(item, depth + 1)))].sort()}]`;
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const fields = Object.entries(value).map(([key, inner]) =>
    key === 'event' ? `event=${kindOf({ event: inner })}` : `${key.slice(0, 40)}:${formOf(inner, depth + 1)}`,
  );
  return `{${fields.sort()}}`;
}
