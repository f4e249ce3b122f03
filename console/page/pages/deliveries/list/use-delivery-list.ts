import { useEffect, useMemo } from 'preact/hooks';
import type { DeliveryListFilter } from '../../../api.ts';
import { joinStops, onChanged, onReconnect } from '../../../events.ts';
import { createDeliveryList, type DeliveryList } from './delivery-list.ts';

/** The live list for a filter, while the page shows it. */
export function useDeliveryList({ state, webhook, event, text }: DeliveryListFilter): DeliveryList {
  const list = useMemo(
    () => createDeliveryList({ state, webhook, event, text }),
    [state, webhook, event, text],
  );
  useEffect(() => {
    void list.reload();
    return joinStops(onChanged(['deliveries'], list.refresh), onReconnect(list.refresh), list.stop);
  }, [list]);
  return list;
}
