import { useEffect, useRef } from 'preact/hooks';
import { type ConsoleEventKind, type ConsoleEventOf, onEvents } from '../events.ts';

/** Subscribes a component to events of one kind. The callback is that of its last render. */
export function useEvents<K extends ConsoleEventKind>(
  kind: K,
  onBatch: (events: readonly ConsoleEventOf<K>[]) => void,
): void {
  const latest = useRef(onBatch);
  latest.current = onBatch;
  useEffect(() => onEvents(kind, (events) => latest.current(events)), []);
}
