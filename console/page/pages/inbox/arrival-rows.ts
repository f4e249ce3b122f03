import type { ArrivalRow, Inbox } from '../../../server/api/types.ts';

/** The page's part of the inbox: consecutive requests, newest first. */
export interface ArrivalRows {
  readonly rows: readonly ArrivalRow[];
  /** Where it continues; absent if there are no older ones. */
  readonly next?: number | undefined;
}

type Page = Pick<Inbox, 'rows' | 'next'>;

/** Adds the newest page. Earlier rows are kept if there is no gap. */
export function withNewestArrivals(before: ArrivalRows, page: Page): ArrivalRows {
  const last = page.rows.at(-1)?.seq;
  const isJoined = page.next !== undefined && before.rows.some(({ seq }) => seq === last);
  return isJoined
    ? { rows: merged(before.rows, page.rows), next: before.next }
    : { rows: page.rows, next: page.next };
}

/** Adds the next page. */
export function withOlder(before: ArrivalRows, page: Page): ArrivalRows {
  return { rows: merged(before.rows, page.rows), next: page.next };
}

function merged(...sources: readonly (readonly ArrivalRow[])[]): ArrivalRow[] {
  const bySeq = new Map(sources.flat().map((row) => [row.seq, row]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
