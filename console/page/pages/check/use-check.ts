import { useRef } from 'preact/hooks';
import type { CheckEvent } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { useEvents } from '../../parts/use-events.ts';
import { useResource } from '../../parts/use-resource.ts';
import { afterEvents } from './rule-states.ts';

/** A live check. Its report is loaded when it ends. */
export function useCheck(id: string) {
  /** Events that arrive while the check is loading, which its response may not include. */
  const pending = useRef<CheckEvent[]>([]);
  const resource = useResource(`check ${id}`, async () => {
    pending.current = [];
    const check = await ask(api.checks[':id'].$get({ param: { id } }));
    return afterEvents(check, pending.current);
  });
  const { data, isLoading, set, reload } = resource;
  useEvents('check', (events) => {
    if (isLoading) pending.current.push(...events);
    if (data === undefined) return;
    const after = afterEvents(data, events);
    if (after === data) return;
    set(after);
    if (after.row.state !== 'running') reload();
  });
  return resource;
}
