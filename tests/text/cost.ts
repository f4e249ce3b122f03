import { performance } from 'node:perf_hooks';

/** How many times the cost of a plain text a hostile one may take: a quadratic cost is thousands of times as high. */
const maxRatio = 100;
/** A busy machine may add this much to either at any time (ms). */
const noiseMs = 200;

/** Whether a text designed to be expensive costs about as much as a plain one of the same length. */
export function isCheap(run: (text: string) => unknown, hostile: string): boolean {
  return costMs(run, hostile) <= noiseMs + maxRatio * costMs(run, 'a'.repeat(hostile.length));
}

/** The minimum of three, because others use the machine too. */
function costMs(run: (text: string) => unknown, text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    run(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}
