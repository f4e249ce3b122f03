import type {
  DeliveriesEvent,
  DeliveryPage,
  DeliveryRow,
} from '../../../../../schemas/generated/console-types.ts';
import type { DeliveryListFilter } from '../../../api.ts';
import { isMatch, mergeRows, newerOf } from './merge-rows.ts';

/** The deliveries of one filter as the page holds them. */
export interface ListState {
  /** Newest first. */
  readonly rows: readonly DeliveryRow[];
  /** How many the server keeps in all, whatever the filter. */
  readonly total: number;
  /** How many arrived that are not shown yet, because the person looks at older ones. */
  readonly held: number;
  /** Where older ones go on; undefined: there are none. */
  readonly next: number | undefined;
  /** The newest number that was heard of. */
  readonly newest: number;
}

export const emptyList: ListState = { rows: [], total: 0, held: 0, next: undefined, newest: 0 };

/** Rows kept in the page at most: who looks for older ones filters or searches. */
export const maxRows = 5000;

/** Begins again with the newest page. What came while it was on its way is not in it, and stays when `isLive`. Pure. */
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

/** Puts in a page of rows that are older, or that are looked at. Pure. */
export function withPage(state: ListState, page: DeliveryPage): ListState {
  return { ...state, total: page.total, rows: mergeRows(state.rows, page.rows).slice(0, maxRows) };
}

interface Taking {
  filter: DeliveryListFilter;
  /** Whether new rows may go in at the top without pushing away what is looked at. */
  isLive: boolean;
}

/** Takes in what a frame brought: rows that are shown change, new ones go in at the top or are held. Pure. */
export function takeIn(
  state: ListState,
  events: readonly DeliveriesEvent[],
  { filter, isLive }: Taking,
): ListState {
  const heard = lastOfEach(events.flatMap(({ rows }) => rows));
  const fresh = heard.filter(({ seq }) => seq > state.newest);
  // Whether a message has the text that is looked for, the server knows alone.
  const isShownAtOnce = isLive && filter.text === undefined;
  const known = new Set(state.rows.map(({ seq }) => seq));
  const oldest = state.next === undefined ? 0 : (state.rows.at(-1)?.seq ?? 0);
  const taken = heard.filter((row) => known.has(row.seq) || (isShownAtOnce && row.seq > oldest));
  const rows = mergeRows(state.rows, taken).filter((row) => isMatch(row, filter));
  return capped({
    rows,
    total: state.total + fresh.length,
    held: state.held + (isShownAtOnce ? 0 : fresh.filter((row) => isMatch(row, filter)).length),
    next: state.next,
    newest: fresh.reduce((newest, { seq }) => Math.max(newest, seq), state.newest),
  });
}

/** What is cut off at the end can be loaded again. */
function capped(state: ListState): ListState {
  if (state.rows.length <= maxRows) return state;
  const rows = state.rows.slice(0, maxRows);
  return { ...state, rows, next: rows.at(-1)?.seq };
}

/** A frame may bring a row several times: the last is how it is now. */
function lastOfEach(rows: readonly DeliveryRow[]): DeliveryRow[] {
  return [...new Map(rows.map((row) => [row.seq, row])).values()];
}
