import { useEffect, useRef, useState } from 'preact/hooks';
import type { WebhookRow } from '../../../../server/api/types.ts';
import { VirtualList } from '../../../parts/list/virtual-list.tsx';
import { formatNumber } from '../../../parts/words/count.ts';
import { webhookNames } from '../webhook-names.ts';
import { DeliveryLine } from './delivery-line.tsx';
import type { DeliveryList } from './delivery-list.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { useScrollPlace } from './use-scroll-place.ts';
import './delivery-list.css';

const wideRowPx = 36;
const narrowRowPx = 90;

interface DeliveryRowsProps {
  list: DeliveryList;
  webhooks: readonly WebhookRow[];
  open: number | undefined;
}

/** The rows, and a button for new ones. */
export function DeliveryRows({ list, webhooks, open }: DeliveryRowsProps) {
  const names = webhookNames(webhooks);
  const element = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(element);
  const rowHeight = isNarrow ? narrowRowPx : wideRowPx;
  const rememberTop = useScrollPlace({ list, element, rowHeight, isHidden: open !== undefined });
  const closed = useClosed(open);
  const { rows } = list.state.value;
  return (
    <div ref={element} class={isNarrow ? 'delivery-rows is-narrow' : 'delivery-rows'}>
      <NewOnes list={list} onShow={() => showBeginning(element.current)} />
      {rows.length > 0 && (
        <VirtualList
          name="Deliveries"
          items={rows}
          rowHeight={rowHeight}
          keyOf={(row) => row.seq}
          renderRow={(row) => (
            <DeliveryLine row={row} webhook={names.get(row.webhookId)} isOpen={row.seq === open} />
          )}
          focusKey={closed}
          onEnd={list.loadMore}
          onScroll={(first) => {
            list.setFirstVisible(first);
            rememberTop(first === 0 ? undefined : rows[first]?.seq);
          }}
        />
      )}
    </div>
  );
}

/** The delivery that was closed last, while none is open. The keyboard continues there. */
function useClosed(open: number | undefined): number | undefined {
  const [closed, setClosed] = useState<number>();
  useEffect(() => {
    if (open === undefined) return;
    setClosed(undefined);
    return () => setClosed(open);
  }, [open]);
  return open === undefined ? closed : undefined;
}

/** The page's header hides what is above. */
const headerPx = 64;

function showBeginning(element: HTMLElement | null): void {
  const top = (element?.getBoundingClientRect().top ?? 0) - headerPx;
  if (top < 0) window.scrollBy(0, top);
}

function NewOnes({ list, onShow }: { list: DeliveryList; onShow: () => void }) {
  const { held } = list.state.value;
  return (
    <div class="new-ones" role="status">
      {held > 0 && (
        <button
          type="button"
          onClick={() => {
            list.setFirstVisible(0);
            onShow();
            void list.reload();
          }}
        >
          ↑ {formatNumber(held)} new
        </button>
      )}
    </div>
  );
}
