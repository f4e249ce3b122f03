import { type Connector, probe, systemClock } from '../../simulator/index.ts';

const freeWithinMs = 10_000;
const probeMs = 300;
const tryEveryMs = 50;

/**
 * Waits until nobody listens any more; false when somebody still does after this time. The end of a command's output is no sign of that: a
 * worker may write to a file, and answer on after its master was killed.
 */
export async function awaitFree(
  url: string,
  connector: Connector,
  signal: AbortSignal,
  withinMs = freeWithinMs,
): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  while (!(await probe(url, connector, probeMs, signal))) {
    if (signal.aborted || performance.now() > endsAt) return false;
    await systemClock.sleep(tryEveryMs, signal);
  }
  return true;
}
