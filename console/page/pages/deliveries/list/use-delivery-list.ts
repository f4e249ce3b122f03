import { useEffect, useMemo } from 'preact/hooks';
import type { DeliveryListFilter } from '../../../api.ts';
import { joinStops, onChanged, onEvents, onReconnect } from '../../../events.ts';
import { createBatcher } from '../batcher.ts';
import { createDeliveryList, type DeliveryList } from './delivery-list.ts';

/** Nobody reads faster than this. */
const batchMs = 200;

/** The live list for a filter, while the page shows it. */
export function useDeliveryList({ state, webhook, event, text }: DeliveryListFilter): DeliveryList {
  const list = useMemo(
    () => createDeliveryList({ state, webhook, event, text }),
    [state, webhook, event, text],
  );
  useEffect(() => {
    void list.reload();
    const batcher = createBatcher(list.applyEvents, batchMs);
    return joinStops(
      onEvents('deliveries', batcher.add),
      onChanged(['deliveries'], list.refresh),
      onReconnect(list.refresh),
      batcher.stop,
      list.stop,
    );
  }, [list]);
  return list;
}
