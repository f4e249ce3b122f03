import { useEffect, useRef } from 'preact/hooks';

/** A function that calls the action of the last render after a pause, once for all calls in the meantime. */
export function useAfterPause(action: () => void, pauseMs: number): () => void {
  const latest = useRef(action);
  latest.current = action;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, pauseMs);
  };
}
