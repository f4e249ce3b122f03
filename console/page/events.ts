import { signal } from '@preact/signals';
import type { ChangedEvent, ConsoleEvent } from '../server/api/types.ts';
import { serverEventsIn } from './events-in.ts';
import { fetchInSession } from './session.ts';

/** Whether the shown data is live. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

export type ConsoleEventKind = ConsoleEvent['kind'];
export type ConsoleEventOf<K extends ConsoleEventKind> = Extract<ConsoleEvent, { kind: K }>;
type Listener = (batch: readonly ConsoleEvent[]) => void;

const listeners = new Set<Listener>();
const refetchers = new Set<() => void>();
const minWaitMs = 500;
const maxWaitMs = 10_000;

let stream = new AbortController();
let waitMs = minWaitMs;
let retry: ReturnType<typeof setTimeout> | undefined;
let queue: ConsoleEvent[] = [];
let frame = 0;
let late: ReturnType<typeof setTimeout> | undefined;

/** Subscribes to events of one kind, batched per frame. Returns a function that unsubscribes. */
export function onEvents<K extends ConsoleEventKind>(
  kind: K,
  onBatch: (events: readonly ConsoleEventOf<K>[]) => void,
): () => void {
  const listener: Listener = (batch) => {
    const mine = batch.filter((event): event is ConsoleEventOf<K> => event.kind === kind);
    if (mine.length > 0) onBatch(mine);
  };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back when one of these has changed. Returns a function that stops it. */
export function onChanged(topics: readonly ChangedEvent['what'][], reload: () => void): () => void {
  return onEvents('changed', (events) => {
    if (events.some(({ what }) => topics.includes(what))) reload();
  });
}

/** Calls back after a reconnect, since events may be missing. Returns a function that stops it. */
export function onReconnect(reload: () => void): () => void {
  refetchers.add(reload);
  return () => refetchers.delete(reload);
}

/** Joins functions that stop something, for the end of an effect. */
export function joinStops(...stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}

/** Connects, and reconnects with increasing delays. */
export function startEvents(): void {
  connect();
  window.addEventListener('online', reconnectNow);
}

export function reconnectNow(): void {
  if (connection.peek() !== 'lost') return;
  waitMs = minWaitMs;
  connect();
}

function connect(): void {
  clearTimeout(retry);
  stream.abort();
  stream = new AbortController();
  const { signal } = stream;
  read(signal)
    .catch(() => {})
    .finally(() => {
      if (!signal.aborted) onLost();
    });
}

/** Resolves when the stream ends. */
async function read(signal: AbortSignal): Promise<void> {
  const { ok, body } = await fetchInSession('/api/events', { signal });
  if (!ok || body === null) return;
  onOpen();
  for await (const data of serverEventsIn(body)) enqueue(JSON.parse(data) as ConsoleEvent);
}

function onOpen(): void {
  waitMs = minWaitMs;
  const wasLost = connection.peek() === 'lost';
  connection.value = 'open';
  if (wasLost) for (const refetch of refetchers) refetch();
}

function onLost(): void {
  connection.value = 'lost';
  retry = setTimeout(connect, waitMs);
  waitMs = Math.min(waitMs * 2, maxWaitMs);
}

/** Once per frame, however fast events come. A page in the background has no frames, so once a second there. */
function enqueue(event: ConsoleEvent): void {
  queue.push(event);
  if (queue.length > 1) return;
  frame = requestAnimationFrame(flush);
  late = setTimeout(flush, 1000);
}

function flush(): void {
  cancelAnimationFrame(frame);
  clearTimeout(late);
  const batch = queue;
  queue = [];
  for (const listener of listeners) listener(batch);
}
