import { useEffect, useState } from 'preact/hooks';
import type { DeliveryRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { onReconnect } from '../../events.ts';
import { Badge } from '../../parts/badge.tsx';
import { notifyProblem } from '../../parts/notices.tsx';
import { useEvents } from '../../parts/use-events.ts';
import { attemptWords, stateTone, stateWord } from '../deliveries/delivery-words.ts';

/** The live result of a test message. */
export function TestResponseView({ sent, onClose }: { sent: DeliveryRow; onClose: () => void }) {
  const row = useLiveRow(sent);
  return (
    <div class="test-response" role="status">
      <Badge tone={stateTone(row.state)}>{stateWord(row.state)}</Badge>
      <span>Test message:</span>
      <ol class="plain-list">
        {row.attempts.map((attempt) => (
          <li key={attempt.n}>
            attempt {attempt.n}: {attemptWords(attempt)}
          </li>
        ))}
      </ol>
      <a href={`/deliveries/${row.seq}`}>Delivery {row.seq}</a>
      <button
        type="button"
        class="quiet"
        aria-label="Close the response to the test message"
        onClick={onClose}
      >
        ✕
      </button>
    </div>
  );
}

function useLiveRow(sent: DeliveryRow): DeliveryRow {
  const [row, setRow] = useState(sent);
  useEvents('deliveries', (events) => {
    const found = events.flatMap(({ rows }) => rows).findLast(({ seq }) => seq === sent.seq);
    if (found !== undefined) setRow(found);
  });
  useEffect(() => {
    const load = () =>
      ask(api.deliveries[':seq'].$get({ param: { seq: sent.seq } })).then(
        (detail) => setRow(detail.row),
        notifyProblem,
      );
    // Gets changes between the response to the click and the subscription.
    void load();
    return onReconnect(load);
  }, [sent.seq]);
  return row;
}
