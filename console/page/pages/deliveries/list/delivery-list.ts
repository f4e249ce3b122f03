import { signal } from '@preact/signals';
import type { DeliveriesEvent, DeliveryPage } from '../../../../server/api/types.ts';
import { type ApiError, api, ask, type DeliveryListFilter } from '../../../api.ts';
import { emptyList, maxRows, withEvents, withNewest, withPage } from './list-state.ts';

const pageSize = 200;
/** Missing events are loaded after this long without a gap. */
const refreshDebounceMs = 1000;

export type DeliveryList = ReturnType<typeof createDeliveryList>;

/** The deliveries for a filter: paged, and live. */
export function createDeliveryList(filter: DeliveryListFilter) {
  const state = signal(emptyList);
  const isLoading = signal(true);
  const problem = signal<ApiError | undefined>(undefined);
  /** The user wants the list to stop moving, for instance to click a row. */
  const isPaused = signal(false);

  let isAtTop = true;
  let topSeq = 0;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  const isLive = () => isAtTop && !isPaused.peek();

  const load = async (before: number | undefined, use: (page: DeliveryPage) => void) => {
    running.abort();
    const controller = new AbortController();
    running = controller;
    isLoading.value = true;
    try {
      const page = await ask(api.deliveries.$get({ query: { ...filter, before, limit: pageSize } }));
      if (controller.signal.aborted) return;
      use(page);
      problem.value = undefined;
    } catch (reason) {
      if (controller.signal.aborted) return;
      problem.value = reason as ApiError;
    }
    isLoading.value = false;
  };

  /** Starts again with the newest. */
  const reload = () => {
    clearTimeout(refreshTimer);
    return load(undefined, (page) => {
      state.value = withNewest(state.peek(), page, isLive());
    });
  };

  /** Loads older ones. */
  const loadMore = async () => {
    const { next, rows } = state.peek();
    if (next === undefined || isLoading.peek() || rows.length >= maxRows) return;
    await load(next, (page) => {
      state.value = { ...withPage(state.peek(), page), next: page.next };
    });
  };

  /** Reloads the visible part after events were missed. */
  const refresh = async () => {
    if (isLive()) return reload();
    await load(topSeq + 1, (page) => {
      state.value = withPage(state.peek(), page);
    });
  };

  const applyEvents = (events: readonly DeliveriesEvent[]) => {
    state.value = withEvents(state.peek(), events, { filter, isLive: isLive() });
    if (!events.some(({ missed }) => missed > 0)) return;
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(refresh, refreshDebounceMs);
  };

  /** Sets the first visible row. */
  const setFirstVisible = (first: number) => {
    isAtTop = first === 0;
    topSeq = state.peek().rows[first]?.seq ?? 0;
  };

  const pause = (isOn: boolean) => {
    isPaused.value = isOn;
    if (!isOn && state.peek().held > 0) void refresh();
  };

  const stop = () => {
    clearTimeout(refreshTimer);
    running.abort();
  };

  return {
    state,
    isLoading,
    isPaused,
    problem,
    reload,
    loadMore,
    refresh,
    applyEvents,
    setFirstVisible,
    pause,
    stop,
  };
}
