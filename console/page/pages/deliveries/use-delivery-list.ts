import { useEffect, useMemo } from 'preact/hooks';
import type { DeliveryFilter } from '../../api.ts';
import { onChanged, onEvents, onReconnect } from '../../events.ts';
import { createDeliveryList, type DeliveryList } from './delivery-list.ts';

/** The live list of a filter, as long as the page shows it. */
export function useDeliveryList({ state, webhook, event, text }: DeliveryFilter): DeliveryList {
  const list = useMemo(
    () => createDeliveryList({ state, webhook, event, text }),
    [state, webhook, event, text],
  );
  useEffect(() => {
    void list.reload();
    const stops = [
      onEvents('deliveries', list.hear),
      onChanged(['deliveries'], list.refresh),
      onReconnect(list.refresh),
      list.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [list]);
  return list;
}
