/**
 * Calls `expired` once `delayMs` have passed since `startedAt` (performance.now), never early: Node's timers may fire up to a
 * millisecond too soon, so a timer that did is armed again. Returns the way to call it off.
 */
export function startDeadline(startedAt: number, delayMs: number, expired: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    const leftMs = startedAt + delayMs - performance.now();
    if (leftMs <= 0) return expired();
    timer = setTimeout(arm, Math.ceil(leftMs));
  };
  timer = setTimeout(arm, delayMs);
  return () => clearTimeout(timer);
}
