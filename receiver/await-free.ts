import { type Connector, probe, systemClock } from '../simulator/index.ts';

const freeWithinMs = 10_000;
const probeMs = 300;
const tryEveryMs = 50;

/**
 * Waits until no process listens; false if one still does after this time. The end of a command's output proves nothing: a worker may write
 * to a file, and continue to respond after its parent was killed.
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
