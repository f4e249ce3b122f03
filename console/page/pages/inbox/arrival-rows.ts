import type { ArrivalRow, Inbox } from '../../../../schemas/generated/console-types.ts';

/** What the page has of the inbox: a row of neighbours, newest first. */
export interface ArrivalRows {
  readonly rows: readonly ArrivalRow[];
  /** Where it goes on; absent: there are no older ones. */
  readonly next?: number | undefined;
}

type Page = Pick<Inbox, 'rows' | 'next'>;

/** As many are shown of what arrives by itself; older ones are asked for again. */
const maxLive = 300;

/** With the newest page; what was there before stays when no request between is left out. */
export function withNewestArrivals(before: ArrivalRows, page: Page): ArrivalRows {
  const last = page.rows.at(-1)?.seq;
  const isJoined = page.next !== undefined && before.rows.some(({ seq }) => seq === last);
  return isJoined
    ? { rows: merged(before.rows, page.rows), next: before.next }
    : { rows: page.rows, next: page.next };
}

/** With what arrived since; it does not grow without end by that. */
export function withArrived(before: ArrivalRows, news: readonly ArrivalRow[]): ArrivalRows {
  const all = merged(before.rows, news);
  const rows = all.slice(0, Math.max(maxLive, before.rows.length));
  return { rows, next: rows.length < all.length ? rows.at(-1)?.seq : before.next };
}

/** With the page that follows. */
export function withOlder(before: ArrivalRows, page: Page): ArrivalRows {
  return { rows: merged(before.rows, page.rows), next: page.next };
}

function merged(...sources: readonly (readonly ArrivalRow[])[]): ArrivalRow[] {
  const bySeq = new Map(sources.flat().map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
