import { availableParallelism, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { coreWaitMs } from '../../runner/context/core-wait.ts';

/** If this thread waits for a core for a larger share of the time, verdicts about time prove nothing. */
const starvedShare = 0.5;
/** What a check says if that happened to one of its rules. */
const wasLate = 'Hookswitch itself was delayed';
const maxTries = 3;
/** Other tests end, and then the machine has cores: the longest wait for that, and how often to look (ms). */
const maxFreeMs = 60_000;
const lookEveryMs = 5000;
/** So many threads per core may be ready to run. */
const fewThreads = 3;

/**
 * Runs it again if its result is wrong and the machine had no core for this thread. On a free machine, a wrong result is final. `wrongIn`
 * says what is wrong; empty if nothing is.
 */
export async function onFreeCores<T>(run: () => Promise<T>, wrongIn: (result: T) => string): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const [start, waitedBefore] = [performance.now(), coreWaitMs()];
    const result = await run();
    const share = (coreWaitMs() - waitedBefore) / (performance.now() - start);
    const wrong = wrongIn(result);
    const isStarved = share >= starvedShare || wrong.includes(wasLate);
    if (wrong === '' || !isStarved || tried === maxTries) return result;
    console.warn(`tried again, after ${Math.round(100 * share)} % of the time without a core: ${wrong}`);
    await freeCores();
  }
}

async function freeCores(): Promise<void> {
  const endsAt = performance.now() + maxFreeMs;
  while ((loadavg()[0] ?? 0) > fewThreads * availableParallelism() && performance.now() < endsAt)
    await setTimeout(lookEveryMs);
}
