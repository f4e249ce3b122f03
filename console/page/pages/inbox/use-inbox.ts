import { useEffect, useRef, useState } from 'preact/hooks';
import type { Inbox } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { notifyProblem } from '../../parts/notices.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { type ArrivalRows, withNewestArrivals, withOlder } from './arrival-rows.ts';

const pageSize = 100;

/** The live inbox. */
export function useInbox() {
  const resource = useResource('inbox', () => ask(api.inbox.$get({ query: { limit: pageSize } })), ['inbox']);
  const [list, setList] = useState<ArrivalRows>({ rows: [] });
  const { data } = resource;
  const newest = data?.rows[0]?.seq ?? 0;
  /** The newest request when the inbox was opened. */
  const first = useRef<number | undefined>(undefined);
  if (data !== undefined) first.current ??= newest;

  useEffect(() => {
    if (data !== undefined) setList((before) => withNewestArrivals(before, data));
  }, [data]);
  const loadOlder = () =>
    ask(api.inbox.$get({ query: { before: list.next, limit: pageSize } })).then(
      (page) => setList((before) => withOlder(before, page)),
      notifyProblem,
    );
  return {
    ...resource,
    rows: list.rows,
    /** How many arrived since the inbox was opened. */
    arrived: Math.max(0, newest - (first.current ?? newest)),
    total: data?.total ?? 0,
    loadOlder: list.next === undefined ? undefined : loadOlder,
    change: (changes: Partial<Inbox>) => data && resource.set({ ...data, ...changes }),
  };
}
