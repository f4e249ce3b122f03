import { useRef, useState } from 'preact/hooks';
import type { DeliveryStateName } from '../../../server/api/types.ts';
import { api, ask, type DeliveryListFilter } from '../../api.ts';
import type { PageProps } from '../../page-props.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { countWithWord, formatNumber } from '../../parts/words/count.ts';
import { place } from '../../router.ts';
import { Charts } from './charts/charts.tsx';
import { DeliveryDetail } from './delivery-detail.tsx';
import { deliveryStateNames } from './delivery-words.ts';
import { type DeliveryList, maxRows } from './list/delivery-list.ts';
import { DeliveryRows } from './list/delivery-rows.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { useDeliveryList } from './list/use-delivery-list.ts';
import { SendDialog } from './send-dialog.tsx';
import './deliveries.css';

/** The live list of deliveries, the charts above it, and the open delivery next to it. */
export function DeliveriesPage({ rest }: PageProps) {
  const filter = filterOf(place.value.query);
  const list = useDeliveryList(filter);
  const webhooks = useResource('push', () => ask(api.push.$get()), ['push']);
  const [isSending, setSending] = useState(false);
  const open = Number(rest[0]);
  const hasOpen = Number.isInteger(open) && open > 0;
  return (
    <div class={hasOpen ? 'deliveries has-open' : 'deliveries'}>
      <div class="deliveries-list">
        <div class="page-head">
          <h1>Deliveries</h1>
          <p class="button-row">
            {list.state.value.total > 0 && `${formatNumber(list.state.value.total)} stored, newest first.`}
            <button
              type="button"
              class="quiet"
              aria-pressed={list.isPaused.value}
              title="Stops the list from moving while new deliveries arrive"
              onClick={() => list.pause(!list.isPaused.value)}
            >
              Pause
            </button>
            <button type="button" class="outline" onClick={() => setSending(true)}>
              Send a message…
            </button>
          </p>
        </div>
        <Charts rows={list.state.value.rows} />
        <FilterBar
          filter={filter}
          webhooks={webhooks.data?.webhooks ?? []}
          events={useKnownEvents(list, filter.event)}
        />
        <ProblemNote problem={list.problem.value} onRetry={list.refresh} />
        <DeliveryRows
          list={list}
          webhooks={webhooks.data?.webhooks ?? []}
          open={hasOpen ? open : undefined}
        />
        <ListEnd list={list} isFiltered={Object.values(filter).some((value) => value !== undefined)} />
      </div>
      {isSending && <SendDialog onClose={() => setSending(false)} />}
      {hasOpen && <DeliveryDetail key={open} seq={open} />}
    </div>
  );
}

function ListEnd({ list, isFiltered }: { list: DeliveryList; isFiltered: boolean }) {
  const {
    rows: { length: rows },
    next,
  } = list.state.value;
  if (list.isLoading.value && rows === 0) return <Loading what="the deliveries" />;
  if (list.problem.value !== undefined) return null;
  if (rows === 0 && isFiltered)
    return <EmptyState title="Nothing found" text="No delivery matches. Use fewer filters, or show all." />;
  if (rows === 0)
    return (
      <EmptyState
        title="No deliveries yet"
        text="A delivery is one message to one webhook. Send a test message, or change something in the fleet."
      >
        <div class="button-row">
          <a href="/webhooks">Open the webhooks</a>
          <a href="/fleet">Open the fleet</a>
        </div>
      </EmptyState>
    );
  if (next === undefined || rows < maxRows) return null;
  return (
    <p class="muted list-end">
      The newest {countWithWord(rows, 'delivery', 'deliveries')}. Filter or search to see older ones.
    </p>
  );
}

/** The events seen since the page was opened, for the filter. */
function useKnownEvents(list: DeliveryList, chosen: string | undefined): readonly string[] {
  const known = useRef(new Set<string>());
  for (const { event } of list.state.value.rows) known.current.add(event);
  if (chosen !== undefined) known.current.add(chosen);
  return [...known.current].sort();
}

function filterOf(query: URLSearchParams): DeliveryListFilter {
  const text = (name: string) => query.get(name) ?? undefined;
  const state = text('state') as DeliveryStateName | undefined;
  return {
    state: state !== undefined && deliveryStateNames.includes(state) ? state : undefined,
    webhook: text('webhook'),
    event: text('event'),
    text: text('text'),
  };
}
