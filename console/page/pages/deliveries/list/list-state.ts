import type { DeliveriesEvent, DeliveryPage, DeliveryRow } from '../../../../server/api/types.ts';
import type { DeliveryListFilter } from '../../../api.ts';
import { isMatch, mergeRows, newerOf } from './merge-rows.ts';

/** The page's state of the deliveries for a filter. */
interface ListState {
  /** Newest first. */
  readonly rows: readonly DeliveryRow[];
  /** The server's total, without filters. */
  readonly total: number;
  /** How many new ones are not shown yet, because the user is looking at older ones. */
  readonly held: number;
  /** Where older ones continue; undefined if there are none. */
  readonly next: number | undefined;
  /** The highest known number. */
  readonly newest: number;
}

export const emptyList: ListState = { rows: [], total: 0, held: 0, next: undefined, newest: 0 };

/** The maximum number of rows. To see older ones, filter or search. */
export const maxRows = 5000;

/** Starts again with the newest page. Rows that arrived during the request are kept if `isLive`. Pure. */
export function withNewest(state: ListState, page: DeliveryPage, isLive: boolean): ListState {
  const known = new Map(state.rows.map((row) => [row.seq, row]));
  const first = page.rows[0]?.seq ?? 0;
  const later = isLive ? state.rows.filter(({ seq }) => seq > first) : [];
  return {
    rows: [...later, ...page.rows.map((row) => newerOf(row, known.get(row.seq)))],
    total: page.total,
    held: 0,
    next: page.next,
    newest: Math.max(state.newest, first),
  };
}

/** Inserts a page of older or visible rows. Pure. */
export function withPage(state: ListState, page: DeliveryPage): ListState {
  return { ...state, total: page.total, rows: mergeRows(state.rows, page.rows).slice(0, maxRows) };
}

/**
 * Applies the events of a frame: shown rows change, new ones are added at the top or held back. Pure.
 *
 * @param isLive Whether new rows can be added at the top without moving the visible ones.
 */
export function withEvents(
  state: ListState,
  events: readonly DeliveriesEvent[],
  { filter, isLive }: { filter: DeliveryListFilter; isLive: boolean },
): ListState {
  const changed = lastOfEach(events.flatMap(({ rows }) => rows));
  const fresh = changed.filter(({ seq }) => seq > state.newest);
  // Only the server knows whether a message contains the searched text.
  const isShownAtOnce = isLive && filter.text === undefined;
  const known = new Set(state.rows.map(({ seq }) => seq));
  const oldest = state.next === undefined ? 0 : (state.rows.at(-1)?.seq ?? 0);
  const taken = changed.filter((row) => known.has(row.seq) || (isShownAtOnce && row.seq > oldest));
  const rows = mergeRows(state.rows, taken).filter((row) => isMatch(row, filter));
  return capped({
    rows,
    total: state.total + fresh.length,
    held: state.held + (isShownAtOnce ? 0 : fresh.filter((row) => isMatch(row, filter)).length),
    next: state.next,
    newest: fresh.reduce((newest, { seq }) => Math.max(newest, seq), state.newest),
  });
}

/** Rows that are cut off at the end can be loaded again. */
function capped(state: ListState): ListState {
  if (state.rows.length <= maxRows) return state;
  const rows = state.rows.slice(0, maxRows);
  return { ...state, rows, next: rows.at(-1)?.seq };
}

/** A frame may contain a row several times. The last one counts. */
function lastOfEach(rows: readonly DeliveryRow[]): DeliveryRow[] {
  return [...new Map(rows.map((row) => [row.seq, row])).values()];
}
