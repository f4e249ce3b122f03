/** Passes on the first item at once, then batches at most this often. */
export function createBatcher<T>(onBatch: (all: readonly T[]) => void, everyMs: number) {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const all = waiting;
    waiting = [];
    timer = setTimeout(flush, everyMs);
    onBatch(all);
  };
  return {
    add: (some: readonly T[]) => {
      waiting.push(...some);
      if (timer === undefined) flush();
    },
    stop: () => clearTimeout(timer),
  };
}
