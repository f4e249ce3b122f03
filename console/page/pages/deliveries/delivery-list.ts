import { signal } from '@preact/signals';
import type { DeliveriesEvent, DeliveryRow } from '../../../../schemas/generated/console-types.ts';
import { type ApiError, api, type DeliveryFilter, isAbort } from '../../api.ts';
import { isMatch, mergeRows, newerOf } from './merge-rows.ts';

/** Rows kept in the page at most: who looks for older ones filters or searches. */
export const mostRows = 5000;
const pageSize = 200;
/** When so long nothing was missed, what was missed is loaded. */
const calmMs = 1000;

export type DeliveryList = ReturnType<typeof createDeliveryList>;

/** The deliveries of one filter as the page holds them: loaded page by page, and kept up by the live events. */
export function createDeliveryList(filter: DeliveryFilter) {
  const rows = signal<readonly DeliveryRow[]>([]);
  /** How many the server keeps in all, whatever the filter. */
  const total = signal(0);
  /** How many arrived that are not shown yet, because the person looks at older ones. */
  const held = signal(0);
  const isLoading = signal(true);
  const problem = signal<ApiError | undefined>(undefined);
  const next = signal<number | undefined>(undefined);
  /** The person wants the list to stand still, such as to click a row while many arrive. */
  const isPaused = signal(false);

  /** Whether new rows may go in at the top without pushing away what is looked at. */
  let isAtTop = true;
  const isLive = () => isAtTop && !isPaused.peek();
  let topSeq = 0;
  let newestSeen = 0;
  let calm: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  const load = async (before: number | undefined, use: (rows: readonly DeliveryRow[]) => void) => {
    running.abort();
    running = new AbortController();
    isLoading.value = true;
    try {
      const page = await api.listDeliveries({ ...filter, before, limit: pageSize }, running.signal);
      use(page.rows);
      total.value = page.total;
      problem.value = undefined;
      isLoading.value = false;
      return page;
    } catch (reason) {
      if (isAbort(reason)) return undefined;
      problem.value = reason as ApiError;
      isLoading.value = false;
      return undefined;
    }
  };

  /** Begins again with the newest. */
  const reload = async () => {
    clearTimeout(calm);
    const page = await load(undefined, (found) => {
      // What came while the answer was on its way is not in it.
      const known = new Map(rows.peek().map((row) => [row.seq, row]));
      const later = isLive() ? rows.peek().filter(({ seq }) => seq > (found[0]?.seq ?? 0)) : [];
      rows.value = [...later, ...found.map((row) => newerOf(row, known.get(row.seq)))];
      held.value = 0;
      newestSeen = Math.max(newestSeen, found[0]?.seq ?? 0);
    });
    if (page !== undefined) next.value = page.next;
  };

  const loadMore = async () => {
    const before = next.peek();
    if (before === undefined || isLoading.peek() || rows.peek().length >= mostRows) return;
    const page = await load(before, (found) => {
      rows.value = mergeRows(rows.peek(), found).slice(0, mostRows);
    });
    if (page !== undefined) next.value = page.next;
  };

  /** Loads again what is looked at, after something was missed. */
  const refresh = async () => {
    if (isLive()) return reload();
    await load(topSeq + 1, (found) => {
      rows.value = mergeRows(rows.peek(), found).slice(0, mostRows);
    });
  };

  /** Takes in what a frame brought. */
  const hear = (events: readonly DeliveriesEvent[]) => {
    const heard = events.flatMap((event) => event.rows);
    const missed = events.reduce((sum, event) => sum + event.missed, 0);
    const known = new Set(rows.peek().map(({ seq }) => seq));
    const fresh = heard.filter(({ seq }) => seq > newestSeen);
    newestSeen = Math.max(newestSeen, ...heard.map(({ seq }) => seq));
    total.value += new Set(fresh.map(({ seq }) => seq)).size;

    const isShownAtOnce = isLive() && filter.text === undefined;
    const wanted = fresh.filter((row) => isMatch(row, filter));
    if (!isShownAtOnce) held.value += new Set(wanted.map(({ seq }) => seq)).size;
    const changed = heard.filter(({ seq }) => known.has(seq));
    const added = isShownAtOnce ? heard.filter((row) => !known.has(row.seq) && isMatch(row, filter)) : [];
    const oldest = next.peek() === undefined ? 0 : (rows.peek().at(-1)?.seq ?? 0);
    const merged = mergeRows(
      rows.peek(),
      lastOfEach([...changed, ...added.filter(({ seq }) => seq > oldest)]),
    );
    rows.value = capped(merged.filter((row) => isMatch(row, filter)));
    if (missed > 0) {
      clearTimeout(calm);
      calm = setTimeout(refresh, calmMs);
    }
  };

  /** The list is capped at its end; what is cut off can be loaded again. */
  const capped = (list: readonly DeliveryRow[]) => {
    if (list.length <= mostRows) return list;
    const kept = list.slice(0, mostRows);
    next.value = kept.at(-1)?.seq;
    return kept;
  };

  const look = (first: number, isTop: boolean) => {
    isAtTop = isTop;
    topSeq = rows.peek()[first]?.seq ?? 0;
  };

  const pause = (isOn: boolean) => {
    isPaused.value = isOn;
    if (!isOn && held.peek() > 0) void refresh();
  };

  const stop = () => {
    clearTimeout(calm);
    running.abort();
  };

  return {
    rows,
    total,
    held,
    next,
    isLoading,
    isPaused,
    problem,
    reload,
    loadMore,
    refresh,
    hear,
    look,
    pause,
    stop,
  };
}

/** A frame may bring a row several times: the last is how it is now. */
function lastOfEach(rows: readonly DeliveryRow[]): DeliveryRow[] {
  return [...new Map(rows.map((row) => [row.seq, row])).values()];
}
