import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Topic } from '../../server/api/types.ts';
import type { ApiError } from '../api.ts';
import { joinStops, onChanged, onReconnect } from '../events.ts';

export interface Resource<T> {
  /** The last loaded value. It is kept while loading again. */
  data: T | undefined;
  /** Why the last load failed. */
  problem: ApiError | undefined;
  isLoading: boolean;
  reload: () => void;
  /** Stores the server's response to a change, so that it doesn't have to be loaded again. */
  set: (data: T) => void;
}

/** Server data for a component: loaded when `key` changes, when the server says that one of `topics` changed, and after a reconnect. */
export function useResource<T>(
  key: string,
  load: () => Promise<T>,
  topics: readonly Topic[] = [],
): Resource<T> {
  const [state, setState] = useState<{ key: string; data?: T; problem?: ApiError | undefined }>({ key });
  const [isLoading, setLoading] = useState(true);
  const latest = useRef({ load, running: new AbortController(), isLoading: false, isStale: false });
  latest.current.load = load;

  const reload = useCallback(async (): Promise<void> => {
    latest.current.running.abort();
    const controller = new AbortController();
    Object.assign(latest.current, { running: controller, isLoading: true, isStale: false });
    setLoading(true);
    try {
      const data = await latest.current.load();
      if (controller.signal.aborted) return;
      setState({ key, data });
    } catch (reason) {
      if (controller.signal.aborted) return;
      setState((old) => ({ ...(old.key === key ? old : { key }), problem: reason as ApiError }));
    }
    setLoading(false);
    latest.current.isLoading = false;
    if (latest.current.isStale) void reload();
  }, [key]);
  // Changes may come faster than the server responds, so they don't cancel what is loading.
  const reloadSoon = useCallback(() => {
    if (latest.current.isLoading) latest.current.isStale = true;
    else void reload();
  }, [reload]);

  useEffect(() => {
    void reload();
    return joinStops(onChanged(topics, reloadSoon), onReconnect(reload), () =>
      latest.current.running.abort(),
    );
  }, [reload, topics.join()]);

  const isOfKey = state.key === key;
  return {
    data: isOfKey ? state.data : undefined,
    problem: isOfKey ? state.problem : undefined,
    isLoading,
    reload,
    set: (data) => setState({ key, data }),
  };
}
