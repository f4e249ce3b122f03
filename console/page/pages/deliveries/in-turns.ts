/** Passes on the first item at once, then batches at most this often. */
export function inTurns<T>(hear: (all: readonly T[]) => void, everyMs: number) {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const all = waiting;
    waiting = [];
    timer = setTimeout(turn, everyMs);
    hear(all);
  };
  return {
    take: (some: readonly T[]) => {
      waiting.push(...some);
      if (timer === undefined) turn();
    },
    stop: () => clearTimeout(timer),
  };
}
