/**
 * Calls `expired` once `delayMs` have passed since `startedAt` (performance.now), never early: Node's timers may fire up to a
 * millisecond too soon, so a timer that did is armed again. What has arrived by then is read first: Node runs timers before it looks at
 * sockets, and after a long computation what arrived in time would be called late. Returns the way to call it off.
 */
export function startDeadline(startedAt: number, delayMs: number, expired: () => void): () => void {
  let timer: NodeJS.Timeout;
  let immediate: NodeJS.Immediate | undefined;
  const arm = () => {
    const leftMs = startedAt + delayMs - performance.now();
    if (leftMs > 0) timer = setTimeout(arm, Math.ceil(leftMs));
    else immediate = setImmediate(expired);
  };
  timer = setTimeout(arm, delayMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
