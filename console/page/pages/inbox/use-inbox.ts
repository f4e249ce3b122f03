import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArrivalRow, Inbox } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { notifyProblem } from '../../parts/notices.tsx';
import { useAfterPause } from '../../parts/use-after-pause.ts';
import { useEvents } from '../../parts/use-events.ts';
import { useResource } from '../../parts/use-resource.ts';
import { type ArrivalRows, withArrived, withNewestArrivals, withOlder } from './arrival-rows.ts';

const pageSize = 100;
const reloadPauseMs = 1000;
const maxPending = 1000;

/** The live inbox. */
export function useInbox() {
  /** Requests that arrive while the inbox is loading, which the response may not include. */
  const pending = useRef<ArrivalRow[]>([]);
  const resource = useResource('inbox', async () => {
    pending.current = [];
    const inbox = await ask(api.inbox.$get({ query: { limit: pageSize } }));
    return { ...inbox, pending: pending.current };
  }, ['inbox']);
  const [list, setList] = useState<ArrivalRows>({ rows: [] });
  const { data, reload } = resource;

  useEffect(() => {
    if (data !== undefined) setList((before) => withArrived(withNewestArrivals(before, data), data.pending));
  }, [data]);
  const reloadSoon = useAfterPause(reload, reloadPauseMs);
  useEvents('inbox', (events) => {
    const added = events.flatMap(({ rows }) => rows);
    pending.current = [...pending.current, ...added].slice(-maxPending);
    setList((before) => withArrived(before, added));
    if (events.some(({ missed }) => missed > 0)) reloadSoon();
  });

  const arrived = arrivedSince(data?.rows[0]?.seq, list.rows);
  const loadOlder = () =>
    ask(api.inbox.$get({ query: { before: list.next, limit: pageSize } })).then(
      (page) => setList((before) => withOlder(before, page)),
      notifyProblem,
    );
  return {
    ...resource,
    rows: list.rows,
    /** How many arrived since the inbox was loaded. */
    arrived,
    total: (data?.total ?? 0) + arrived,
    loadOlder: list.next === undefined ? undefined : loadOlder,
    change: (changes: Partial<Inbox>) => data && resource.set({ ...data, ...changes }),
  };
}

/** How many arrived after the newest loaded one. Numbers are consecutive, but not all rows are kept. */
function arrivedSince(newest: number | undefined, rows: readonly ArrivalRow[]): number {
  return newest === undefined ? rows.length : Math.max(0, (rows[0]?.seq ?? newest) - newest);
}
