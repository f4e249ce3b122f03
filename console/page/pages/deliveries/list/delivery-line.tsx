import type { DeliveryRow } from '../../../../server/api/types.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Time } from '../../../parts/time.tsx';
import { hrefWith } from '../../../router.ts';
import { AttemptCells } from '../attempt-cells.tsx';
import { stateTone, stateWord } from '../delivery-words.ts';

interface DeliveryLineProps {
  row: DeliveryRow;
  /** The name of its webhook; undefined if it was deleted. */
  webhook: string | undefined;
  isOpen: boolean;
}

/** A delivery in the list. */
export function DeliveryLine({ row, webhook, isOpen }: DeliveryLineProps) {
  const { seq, acceptedAt, event, summary, fault, url, method, state, attempts, timeoutMs } = row;
  return (
    <a
      class="delivery-line"
      href={hrefWith({}, `/deliveries/${seq}`)}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span class="line-time">
        <Time at={acceptedAt} />
      </span>
      <span class="line-state">
        <Badge tone={stateTone(state)}>{stateWord(state)}</Badge>
      </span>
      <span class="line-attempts">
        <AttemptCells attempts={attempts} timeoutMs={timeoutMs} />
      </span>
      <span class="line-event">{event}</span>
      <span class="line-summary">
        {fault !== undefined && <em>{fault}: </em>}
        {summary}
      </span>
      <span class="line-webhook" title={`${method} ${url}`}>
        {withoutScheme(webhook ?? url)}
      </span>
    </a>
  );
}

/** Webhooks on the same host differ in their paths. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
