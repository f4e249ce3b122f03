import { performance } from 'node:perf_hooks';

/** How often the cost of a hostile text may be that of a plain one: a quadratic cost is thousands of times as high. */
const maxRatio = 100;
/** A busy machine takes this from either at any time (ms). */
const noiseMs = 200;

/** Whether a text that was made to be dear costs about as much as a plain one of the same length. */
export function isCheap(run: (text: string) => unknown, hostile: string): boolean {
  return costMs(run, hostile) <= noiseMs + maxRatio * costMs(run, 'a'.repeat(hostile.length));
}

/** The least of three, since others use the machine as well. */
function costMs(run: (text: string) => unknown, text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    run(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}
