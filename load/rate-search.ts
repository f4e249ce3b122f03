/** A rate that was tried (messages a second). */
export interface Tried {
  readonly perSecond: number;
  readonly isSustained: boolean;
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
  const sustained = highestSustained(tried);
  const failed = Math.min(
    ...tried.filter(({ isSustained }) => !isSustained).map(({ perSecond }) => perSecond),
  );
  if (sustained === undefined) return failed / 2 >= slowest ? rounded(failed / 2) : undefined;
  if (failed === Number.POSITIVE_INFINITY) return sustained * 2 <= fastest ? sustained * 2 : undefined;
  const between = rounded(Math.sqrt(sustained * failed));
  return failed / sustained <= nearEnough || between <= sustained || between >= failed ? undefined : between;
}

/** The highest rate that passed, below every rate that failed: a pass above a failure is chance. */
export function highestSustained(tried: readonly Tried[]): number | undefined {
  const failed = Math.min(
    ...tried.filter(({ isSustained }) => !isSustained).map(({ perSecond }) => perSecond),
  );
  const sustained = tried.filter(({ isSustained, perSecond }) => isSustained && perSecond < failed);
  return sustained.length === 0 ? undefined : Math.max(...sustained.map(({ perSecond }) => perSecond));
}

/** Two digits are enough, and whole numbers. */
function rounded(rate: number): number {
  return rate < 10 ? Math.round(rate * 10) / 10 : Math.round(Number(rate.toPrecision(3)));
}
