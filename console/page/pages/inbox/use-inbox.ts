import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArrivalRow, Inbox } from '../../../../schemas/generated/console-types.ts';
import { api } from '../../api.ts';
import { onEvents } from '../../events.ts';
import { notifyProblem } from '../../parts/notices.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { mergeRows } from './merge-rows.ts';

const pageSize = 100;
const reloadPauseMs = 1000;

/** The inbox, with what arrives while it is looked at. */
export function useInbox() {
  const resource = useResource('inbox', (signal) => api.getInbox({ limit: pageSize }, signal), ['inbox']);
  const [rows, setRows] = useState<readonly ArrivalRow[]>([]);
  const [arrived, setArrived] = useState(0);
  const [next, setNext] = useState<number>();
  const { data, reload } = resource;

  useEffect(() => {
    if (data === undefined) return;
    setRows((before) => (data.rows.length === 0 ? [] : mergeRows(before, data.rows)));
    setNext((before) =>
      before === undefined || data.next === undefined ? data.next : Math.min(before, data.next),
    );
    setArrived(0);
  }, [data]);
  useArrivals((news, missed) => {
    setRows((before) => mergeRows(before, news));
    setArrived((before) => before + news.length + missed);
  }, reload);

  const loadOlder = () =>
    api.getInbox({ before: next, limit: pageSize }).then((page) => {
      setRows((before) => mergeRows(before, page.rows));
      setNext(page.next);
    }, notifyProblem);
  return {
    ...resource,
    rows,
    /** Since it was loaded. */
    arrived,
    total: (data?.total ?? 0) + arrived,
    loadOlder: next === undefined ? undefined : loadOlder,
    change: (changes: Partial<Inbox>) => data && resource.set({ ...data, ...changes }),
  };
}

/** Hears what arrives. Where more came than an event holds, all is asked for again, once in a while. */
function useArrivals(hear: (rows: readonly ArrivalRow[], missed: number) => void, reload: () => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvents('inbox', (events) => {
      const missed = events.reduce((sum, event) => sum + event.missed, 0);
      latest.current(
        events.flatMap(({ rows }) => rows),
        missed,
      );
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
