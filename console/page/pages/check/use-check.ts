import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../api.ts';
import { onEvents } from '../../events.ts';
import { useResource } from '../../parts/use-resource.ts';
import { afterEvents } from './rule-states.ts';

/** One check as it goes on; its report is asked for when it ends. */
export function useCheck(id: string) {
  const resource = useResource(`check ${id}`, (signal) => api.getCheck(id, signal));
  const latest = useRef(resource);
  latest.current = resource;
  useEffect(
    () =>
      onEvents('check', (events) => {
        const { data, set, reload } = latest.current;
        if (data === undefined) return;
        const after = afterEvents(data, events);
        if (after === data) return;
        set(after);
        if (after.row.state !== 'running') reload();
      }),
    [],
  );
  return resource;
}
