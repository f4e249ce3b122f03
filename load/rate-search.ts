/** A rate that was tried (messages a second). */
export interface Tried {
  readonly perSecond: number;
  readonly isHeld: boolean;
}

const maxSteps = 20;
/** Near enough: the rate that fails is no more than this times the one that holds. */
const nearEnough = 1.1;
const slowest = 1;
const fastest = 1_000_000;

/** The rate to try next, or `undefined` when the highest that holds is known well enough: doubled, then halved in between. Pure. */
export function nextRate(first: number, tried: readonly Tried[]): number | undefined {
  if (tried.length === 0) return first;
  if (tried.length >= maxSteps) return undefined;
  const held = highestHeld(tried);
  const failed = Math.min(...tried.filter(({ isHeld }) => !isHeld).map(({ perSecond }) => perSecond));
  if (held === undefined) return failed / 2 >= slowest ? rounded(failed / 2) : undefined;
  if (failed === Number.POSITIVE_INFINITY) return held * 2 <= fastest ? held * 2 : undefined;
  const between = rounded(Math.sqrt(held * failed));
  return failed / held <= nearEnough || between <= held || between >= failed ? undefined : between;
}

/** The highest rate that holds, below every one that failed: one that holds above a failed one held by chance. */
export function highestHeld(tried: readonly Tried[]): number | undefined {
  const failed = Math.min(...tried.filter(({ isHeld }) => !isHeld).map(({ perSecond }) => perSecond));
  const held = tried.filter(({ isHeld, perSecond }) => isHeld && perSecond < failed);
  return held.length === 0 ? undefined : Math.max(...held.map(({ perSecond }) => perSecond));
}

/** Two digits are enough, and whole numbers. */
function rounded(rate: number): number {
  return rate < 10 ? Math.round(rate * 10) / 10 : Math.round(Number(rate.toPrecision(3)));
}
