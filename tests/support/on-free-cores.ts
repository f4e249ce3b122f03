import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { coreWaitMs } from '../../runner/context/core-wait.ts';

/** If this thread waits for a core for a larger share of the time, verdicts about time prove nothing. */
const starvedShare = 0.5;
/** What a check says if that happened to one of its rules; a command has its own threads, so this thread may have had a core. */
const wasLate = /Hookswitch itself was delayed|the budget of \d+ s was too short/;
/** A receiver in this thread may block it on purpose; the checks beside it then lose messages, unless it blocks for less than this (ms). */
const maxStallMs = 500;
const maxTries = 5;
/**
 * Other tests end, and then the machine has cores: the longest wait for that, and how often to look (ms). Checks that are repeated in one
 * worker wait one after the other.
 */
const maxFreeMs = 60_000;
const lookEveryMs = 2000;
/** So many threads per core may be ready to run. */
const fewThreads = 3;

/** The cores as this thread sees them; tests give their own. */
interface Cores {
  /** How long this thread has waited for a core (ms). */
  readonly waitedMs: () => number;
  /** Waits until there are cores, but not forever. */
  readonly untilFree: () => Promise<void>;
}

const ofThisMachine: Cores = { waitedMs: coreWaitMs, untilFree: freeCores };

/**
 * Runs it again if its result is wrong and the machine had no core for this thread, or another run may have blocked the thread; then nothing
 * else that this worker runs in this way runs beside it. On a free machine, a wrong result is final. `wrongIn` says what is wrong; empty if nothing is.
 */
export async function onFreeCores<T>(
  run: () => Promise<T>,
  wrongIn: (result: T) => string,
  { waitedMs, untilFree }: Cores = ofThisMachine,
): Promise<T> {
  const tryOnce = async () => {
    const [start, waitedBefore] = [performance.now(), waitedMs()];
    const result = await run();
    const share = (waitedMs() - waitedBefore) / (performance.now() - start);
    const wrong = wrongIn(result);
    return { result, wrong, share, isStarved: share >= starvedShare || wasLate.test(wrong) };
  };
  const loop = monitorEventLoopDelay();
  loop.enable();
  let tried = await besideOthers(tryOnce);
  loop.disable();
  const stallMs = loop.max / 1e6;
  tried.isStarved ||= stallMs >= maxStallMs;
  for (let left = maxTries - 1; left > 0 && tried.wrong !== '' && tried.isStarved; left -= 1) {
    console.warn(
      `tried again, after ${Math.round(100 * tried.share)} % of the time without a core and a stall of ${Math.round(stallMs)} ms: ${tried.wrong}`,
    );
    tried = await alone(async () => {
      await untilFree();
      return tryOnce();
    });
  }
  return tried.result;
}

const running = new Set<Promise<unknown>>();
/** Ends when the last one that runs alone has ended. */
let lastAlone: Promise<unknown> = Promise.resolve();

async function besideOthers<T>(run: () => Promise<T>): Promise<T> {
  for (let awaited: unknown; awaited !== lastAlone; ) {
    awaited = lastAlone;
    await awaited;
  }
  const result = run();
  running.add(result);
  return result.finally(() => running.delete(result));
}

function alone<T>(run: () => Promise<T>): Promise<T> {
  const result = lastAlone.then(() => Promise.allSettled(running)).then(run);
  lastAlone = result.catch(() => {});
  return result;
}

async function freeCores(): Promise<void> {
  const endsAt = performance.now() + maxFreeMs;
  while ((loadavg()[0] ?? 0) > fewThreads * availableParallelism() && performance.now() < endsAt)
    await setTimeout(lookEveryMs);
}
