import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeliveryRow } from '../../../server/api/types.ts';
import { Badge } from '../../parts/badge.tsx';
import { useEvents } from '../../parts/use-events.ts';
import { stateTone } from '../deliveries/delivery-words.ts';
import { titleOf } from './action-words.ts';
import type { DoneAction } from './fleet-model.ts';
import './done-note.css';

interface DoneNoteProps {
  readonly done: readonly DoneAction[];
  /** Whether a dialog is open. */
  readonly isAsking: boolean;
  readonly onClose: () => void;
}

/** The last change and its deliveries, live. */
export function DoneNote({ done, isAsking, onClose }: DoneNoteProps) {
  const section = useRef<HTMLElement>(null);
  const last = done[0];
  // The clicked element may be gone or disabled, so the keyboard continues here.
  useEffect(() => {
    if (!isAsking && last !== undefined) section.current?.focus();
  }, [isAsking, last]);
  const newStates = useNewStates(done);
  return (
    <section ref={section} class="done" aria-label="Last change" aria-live="polite" tabIndex={-1}>
      {done.length > 0 && (
        <div class="panel">
          <ul class="plain-list">
            {done.map(({ action, deliveries }, n) => (
              <li key={done.length - n}>
                <strong>{titleOf(action)}</strong>
                {deliveries.length === 0 && <span class="muted"> Nothing was pushed.</span>}
                {deliveries.map((row) => (
                  <PushedRow key={row.seq} row={newStates.get(row.seq) ?? row} />
                ))}
              </li>
            ))}
          </ul>
          <button type="button" class="quiet" aria-label="Close this note" onClick={onClose}>
            ✕
          </button>
        </div>
      )}
    </section>
  );
}

function PushedRow({ row: { seq, event, url, state } }: { row: DeliveryRow }) {
  return (
    <div>
      <a href={`/deliveries/${seq}`}>Delivery {seq}</a> <code>{event}</code> to <code>{url}</code>{' '}
      <Badge tone={stateTone(state)}>{state}</Badge>
    </div>
  );
}

const maxKept = 1000;

/** The new states of these deliveries. Keeps other deliveries too, since an event may come before the response to the action. */
function useNewStates(done: readonly DoneAction[]): ReadonlyMap<number, DeliveryRow> {
  const newStates = useRef(new Map<number, DeliveryRow>());
  const [, setDrawn] = useState(0);
  const wanted = new Set(done.flatMap(({ deliveries }) => deliveries.map(({ seq }) => seq)));
  useEvents('deliveries', (events) => {
    const rows = events.flatMap((event) => event.rows);
    for (const row of rows) keep(newStates.current, row);
    if (rows.some(({ seq }) => wanted.has(seq))) setDrawn((n) => n + 1);
  });
  return newStates.current;
}

function keep(newStates: Map<number, DeliveryRow>, row: DeliveryRow): void {
  newStates.set(row.seq, row);
  const [oldest] = newStates.keys();
  if (newStates.size > maxKept && oldest !== undefined) newStates.delete(oldest);
}
