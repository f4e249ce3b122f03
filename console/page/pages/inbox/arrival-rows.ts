import type { ArrivalRow, Inbox } from '../../../server/api/types.ts';

/** The page's part of the inbox: consecutive requests, newest first. */
export interface ArrivalRows {
  readonly rows: readonly ArrivalRow[];
  /** Where it continues; absent if there are no older ones. */
  readonly next?: number | undefined;
}

type Page = Pick<Inbox, 'rows' | 'next'>;

/** The maximum number of live ones. Older ones are loaded again. */
const maxLive = 300;

/** Adds the newest page. Earlier rows are kept if there is no gap. */
export function withNewestArrivals(before: ArrivalRows, page: Page): ArrivalRows {
  const last = page.rows.at(-1)?.seq;
  const isJoined = page.next !== undefined && before.rows.some(({ seq }) => seq === last);
  return isJoined
    ? { rows: merged(before.rows, page.rows), next: before.next }
    : { rows: page.rows, next: page.next };
}

/** Adds new requests, up to a limit. */
export function withArrived(before: ArrivalRows, added: readonly ArrivalRow[]): ArrivalRows {
  const all = merged(before.rows, added);
  const rows = all.slice(0, Math.max(maxLive, before.rows.length));
  return { rows, next: rows.length < all.length ? rows.at(-1)?.seq : before.next };
}

/** Adds the next page. */
export function withOlder(before: ArrivalRows, page: Page): ArrivalRows {
  return { rows: merged(before.rows, page.rows), next: page.next };
}

function merged(...sources: readonly (readonly ArrivalRow[])[]): ArrivalRow[] {
  const bySeq = new Map(sources.flat().map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
