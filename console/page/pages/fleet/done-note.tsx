import { useEffect, useRef } from 'preact/hooks';
import type { DeliveryRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { useResource } from '../../parts/use-resource.ts';
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

/** The newest deliveries by their numbers, while some of them are shown. */
function useNewStates(done: readonly DoneAction[]): ReadonlyMap<number, DeliveryRow> {
  const isNeeded = done.some(({ deliveries }) => deliveries.length > 0);
  const { data } = useResource(
    `pushed ${isNeeded}`,
    async () => (isNeeded ? ask(api.deliveries.$get({ query: { limit: 500 } })) : undefined),
    ['deliveries'],
  );
  return new Map(data?.rows.map((row) => [row.seq, row]));
}
