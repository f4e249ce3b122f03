import { signal } from '@preact/signals';
import type { ConsoleEvent, Topic } from '../server/api/types.ts';
import { serverEventsIn } from './events-in.ts';
import { fetchInSession } from './session.ts';

/** Whether the shown data is live. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

const listeners = new Set<(changed: readonly Topic[]) => void>();
const refetchers = new Set<() => void>();
const minWaitMs = 500;
const maxWaitMs = 10_000;

let stream = new AbortController();
let waitMs = minWaitMs;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Calls back when one of these has changed, at most four times a second. Returns a function that stops it. */
export function onChanged(topics: readonly Topic[], reload: () => void): () => void {
  const listener = (changed: readonly Topic[]) => {
    if (topics.some((topic) => changed.includes(topic))) reload();
  };
  listeners.add(listener);
  return () => listeners.delete(listener);
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
  for await (const data of serverEventsIn(body)) {
    const { what } = JSON.parse(data) as ConsoleEvent;
    for (const listener of listeners) listener(what);
  }
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
