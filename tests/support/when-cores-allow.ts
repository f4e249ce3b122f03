import { setTimeout } from 'node:timers/promises';
import { coreWaitMs } from '../../runner/context/core-wait.ts';

/** How long to look whether this thread gets a core (ms). */
const lookMs = 250;
/** A thread that waits for a core for more of the time has enough to do. */
const busyShare = 0.3;
/** Other programs may keep the cores busy for good (ms). */
const maxWaitMs = 60_000;

let last: Promise<unknown> = Promise.resolve();

/** Runs it when this thread has cores for more. Those that wait start one by one, so that each sees what the one before has begun. */
export async function whenCoresAllow<T>(run: () => Promise<T>): Promise<T> {
  last = last.then(untilCores);
  await last;
  return run();
}

async function untilCores(): Promise<void> {
  const endsAt = performance.now() + maxWaitMs;
  for (let isBusy = true; isBusy && performance.now() < endsAt; ) {
    const waitedMs = coreWaitMs();
    await setTimeout(lookMs);
    isBusy = coreWaitMs() - waitedMs > busyShare * lookMs;
  }
}
