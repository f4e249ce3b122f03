/** Hands on what comes at once, and then at most every so often, all that came meanwhile in one turn. */
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
