import { signal } from '@preact/signals';
import type { DeliveryPage, DeliveryRow } from '../../../../server/api/types.ts';
import { type ApiError, api, ask, type DeliveryListFilter } from '../../../api.ts';

const pageSize = 200;
/** The maximum number of rows. To see older ones, filter or search. */
export const maxRows = 5000;

/** The page's state of the deliveries for a filter. */
interface ListState {
  /** Newest first. */
  readonly rows: readonly DeliveryRow[];
  /** The server's total, without filters. */
  readonly total: number;
  /** How many new ones are not shown yet, because the user is looking at older ones. At most a page. */
  readonly held: number;
  /** Where older ones continue; undefined if there are none. */
  readonly next: number | undefined;
}

export type DeliveryList = ReturnType<typeof createDeliveryList>;

/** The deliveries for a filter: paged, and live. */
export function createDeliveryList(filter: DeliveryListFilter) {
  const state = signal<ListState>({ rows: [], total: 0, held: 0, next: undefined });
  const isLoading = signal(true);
  const problem = signal<ApiError | undefined>(undefined);
  /** The user wants the list to stop moving, for instance to click a row. */
  const isPaused = signal(false);

  let isAtTop = true;
  let topSeq = 0;
  let isStale = false;
  let running: AbortController | undefined;
  const isLive = () => isAtTop && !isPaused.peek();

  const load = async (before: number | undefined, use: (page: DeliveryPage) => void) => {
    running?.abort();
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
    running = undefined;
    isLoading.value = false;
    if (isStale) void refresh();
  };

  /** Starts again with the newest. */
  const reload = () =>
    load(undefined, ({ rows, total, next }) => {
      state.value = { rows, total, held: 0, next };
    });

  /** Loads older ones. */
  const loadMore = async () => {
    const { next, rows } = state.peek();
    if (next === undefined || running !== undefined || rows.length >= maxRows) return;
    await load(next, (page) => {
      const all = [...state.peek().rows, ...page.rows].slice(0, maxRows);
      state.value = { ...state.peek(), total: page.total, rows: all, next: page.next };
    });
  };

  /** Reads the newest again. While the user looks at older ones, these change in place, and new ones are only counted. */
  const refresh = async (): Promise<void> => {
    isStale = running !== undefined;
    if (isStale) return;
    if (isLive()) return reload();
    const change = ({ rows, total }: DeliveryPage) => {
      const changed = new Map(rows.map((row) => [row.seq, row]));
      const shown = state.peek().rows.map((row) => changed.get(row.seq) ?? row);
      const newest = shown[0]?.seq ?? 0;
      const held = rows.filter(({ seq }) => seq > newest).length;
      state.value = { ...state.peek(), rows: shown, total, held: Math.max(held, state.peek().held) };
      return rows.at(-1)?.seq ?? 0;
    };
    let oldest = 0;
    await load(undefined, (page) => {
      oldest = change(page);
    });
    if (topSeq < oldest && running === undefined) await load(topSeq + 1, change);
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
    running?.abort();
    isStale = false;
  };

  return { state, isLoading, isPaused, problem, reload, loadMore, refresh, setFirstVisible, pause, stop };
}
