import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArrivalRow, Inbox } from '../../../../schemas/generated/console-types.ts';
import { api } from '../../api.ts';
import { onEvents } from '../../events.ts';
import { notifyProblem } from '../../parts/notices.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { type ArrivalRows, withArrived, withNewestArrivals, withOlder } from './arrival-rows.ts';

const pageSize = 100;
const reloadPauseMs = 1000;
const maxPending = 1000;

/** The live inbox. */
export function useInbox() {
  /** Requests that arrive while the inbox is loading, which the response may not include. */
  const pending = useRef<ArrivalRow[]>([]);
  const resource = useResource(
    'inbox',
    async (signal) => {
      pending.current = [];
      const inbox = await api.getInbox({ limit: pageSize }, signal);
      return { ...inbox, pending: pending.current };
    },
    ['inbox'],
  );
  const [list, setList] = useState<ArrivalRows>({ rows: [] });
  const { data, reload } = resource;

  useEffect(() => {
    if (data !== undefined) setList((before) => withArrived(withNewestArrivals(before, data), data.pending));
  }, [data]);
  useArrivals((added) => {
    pending.current = [...pending.current, ...added].slice(-maxPending);
    setList((before) => withArrived(before, added));
  }, reload);

  const arrived = arrivedSince(data?.rows[0]?.seq, list.rows);
  const loadOlder = () =>
    api
      .getInbox({ before: list.next, limit: pageSize })
      .then((page) => setList((before) => withOlder(before, page)), notifyProblem);
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

/** Subscribes to requests. If an event omits some, everything is reloaded, at most once per pause. */
function useArrivals(onArrivals: (rows: readonly ArrivalRow[]) => void, reload: () => void): void {
  const latest = useRef(onArrivals);
  latest.current = onArrivals;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvents('inbox', (events) => {
      const missed = events.reduce((sum, event) => sum + event.missed, 0);
      latest.current(events.flatMap(({ rows }) => rows));
      if (missed === 0) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        reload();
      }, reloadPauseMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [reload]);
}
