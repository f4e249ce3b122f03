/** A rate that was tried (messages a second). */
export interface Tried {
  readonly perSecond: number;
  readonly isSustained: boolean;
}

const maxSteps = 20;
/** Precise enough: the lowest failing rate is at most this factor above the highest passing rate. */
const nearEnough = 1.1;
const minRate = 1;
const maxRate = 1_000_000;

/** The rate to try next; `undefined` if the limit is known precisely enough. Doubles, then bisects. Pure. */
export function nextRate(first: number, tried: readonly Tried[]): number | undefined {
  if (tried.length === 0) return first;
  if (tried.length >= maxSteps) return undefined;
  const sustained = highestSustained(tried);
  const failed = lowestFailed(tried);
  if (sustained === undefined) return failed / 2 >= minRate ? rounded(failed / 2) : undefined;
  if (failed === Number.POSITIVE_INFINITY) return sustained * 2 <= maxRate ? sustained * 2 : undefined;
  const between = rounded(Math.sqrt(sustained * failed));
  return failed / sustained <= nearEnough || between <= sustained || between >= failed ? undefined : between;
}

/** The highest rate that passed, below every rate that failed, because a pass above a failure is a coincidence. */
export function highestSustained(tried: readonly Tried[]): number | undefined {
  const failed = lowestFailed(tried);
  const sustained = tried.filter(({ isSustained, perSecond }) => isSustained && perSecond < failed);
  return sustained.length === 0 ? undefined : Math.max(...sustained.map(({ perSecond }) => perSecond));
}

/** Infinite if none failed. */
function lowestFailed(tried: readonly Tried[]): number {
  return Math.min(...tried.filter(({ isSustained }) => !isSustained).map(({ perSecond }) => perSecond));
}

/** To tenths below 10, and otherwise to whole numbers of at most three significant digits. */
function rounded(rate: number): number {
  return rate < 10 ? Math.round(rate * 10) / 10 : Math.round(Number(rate.toPrecision(3)));
}
