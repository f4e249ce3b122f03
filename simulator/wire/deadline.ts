import { setOwnTimer } from '../../time/index.ts';

/**
 * Calls `expired` once `delayMs` have passed since `startedAt` (performance.now), never early: Node's timers may fire up to a millisecond
 * too soon, and are then set again. Data that arrived before is read first: Node runs timers before it polls sockets, so after a long
 * computation, data that arrived in time would seem late. Returns a function that cancels it.
 */
export function startDeadline(startedAt: number, delayMs: number, expired: () => void): () => void {
  let timer: NodeJS.Timeout;
  let immediate: NodeJS.Immediate | undefined;
  const arm = () => {
    const leftMs = startedAt + delayMs - performance.now();
    if (leftMs > 0) timer = setOwnTimer(() => setTimeout(arm, Math.ceil(leftMs)));
    else immediate = setImmediate(expired);
  };
  timer = setOwnTimer(() => setTimeout(arm, delayMs));
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
