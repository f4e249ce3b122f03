import { setTimeout } from 'node:timers/promises';
import { coreWaitMs } from '../../runner/context/core-wait.ts';

/** How long to look whether this thread gets a core (ms). */
const lookMs = 250;
/** A thread that waits for a core for more of the time has enough to do. */
const busyShare = 0.3;

let running = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs it when this thread has a core for more, or has nothing to do. Those that wait start one by one, so that each sees what the one
 * before has begun.
 */
export async function whenCoresAllow<T>(run: () => Promise<T>, waitedMs = coreWaitMs): Promise<T> {
  last = last.then(() => untilCores(waitedMs));
  await last;
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
  }
}

async function untilCores(waitedMs: () => number): Promise<void> {
  for (let isBusy = true; isBusy && running > 0; ) {
    const beforeMs = waitedMs();
    await setTimeout(lookMs);
    isBusy = waitedMs() - beforeMs > busyShare * lookMs;
  }
}
