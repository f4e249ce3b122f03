import { type Comparison, compareTimes } from './box-test.ts';

/** Times of answers (ms) to signatures that are wrong in the first byte only, in the last only, and in the first once more. */
export interface SampledTimes {
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** What is measured again, to see whether the measuring itself makes a difference. */
  readonly control: readonly number[];
}

export type TimingVerdict =
  /** By how much a refusal takes longer when the last byte is wrong; negative when it takes less. */
  | { readonly kind: 'leaks'; readonly shiftMs: number }
  | { readonly kind: 'none'; readonly resolutionMs: number }
  | { readonly kind: 'cannot-tell'; readonly reason: string };

/** How often at most times that do not depend on the signature are called different by one comparison. */
export const errorRate = 0.001;
/** A machine on which only larger differences than this show says nothing (ms). */
const coarsestMs = 0.1;
/** With fewer there is no box that is rare enough. */
export const fewestRounds = 200;

/** What these times say. Pure. */
export function leakVerdict({ first, last, control }: SampledTimes): TimingVerdict {
  if (first.length < fewestRounds) {
    return cannotTell(
      `only ${first.length} of at least ${fewestRounds} measurements were possible: responses take too long`,
    );
  }
  const own = compareTimes(first, control, errorRate);
  if (own.kind === 'different') {
    return cannotTell(
      `response times to the same signature differ by ${micro(own.shiftMs)}: the machine is too busy`,
    );
  }
  return verdictOf(compareTimes(first, last, errorRate));
}

function verdictOf(comparison: Comparison): TimingVerdict {
  if (comparison.kind === 'different') return { kind: 'leaks', shiftMs: comparison.shiftMs };
  const { resolutionMs } = comparison;
  return resolutionMs <= coarsestMs
    ? { kind: 'none', resolutionMs }
    : cannotTell(
        `only a difference of more than ${micro(resolutionMs)} would show: response times vary too much`,
      );
}

/** Milliseconds as microseconds, without a sign: "12 µs". */
export function micro(ms: number): string {
  return `${Math.ceil(Math.abs(ms) * 1000)} µs`;
}

function cannotTell(reason: string): TimingVerdict {
  return { kind: 'cannot-tell', reason };
}
