import type { DeliveryRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { attemptWords, stateTone, stateWord } from '../deliveries/delivery-words.ts';

/** The live result of a test message. */
export function TestResponseView({ sent, onClose }: { sent: DeliveryRow; onClose: () => void }) {
  const { seq } = sent;
  const detail = useResource(`delivery ${seq}`, () => ask(api.deliveries[':seq'].$get({ param: { seq } })), [
    'deliveries',
  ]);
  const row = detail.data?.row ?? sent;
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
