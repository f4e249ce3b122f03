import { type Comparison, compareTimes } from './box-test.ts';

/** Response times (ms) for signatures that are wrong only in the first byte, only in the last, and in the first again. */
export interface SampledTimes {
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** A second measurement, to see whether measuring itself makes a difference. */
  readonly control: readonly number[];
}

type TimingVerdict =
  /** How much longer a rejection takes if the last byte is wrong; negative if it is shorter. */
  | { readonly kind: 'leaks'; readonly shiftMs: number }
  | { readonly kind: 'none'; readonly resolutionMs: number }
  | { readonly kind: 'cannot-tell'; readonly reason: string };

/** The maximum rate at which one comparison considers equal distributions different. */
export const errorRate = 0.001;
/** If only larger differences can be detected, the result proves nothing (ms). */
const maxResolutionMs = 0.1;
/** With fewer rounds, no box is unlikely enough. */
const minRounds = 200;

/** The verdict on these times. Pure. */
export function leakVerdict({ first, last, control }: SampledTimes): TimingVerdict {
  if (first.length < minRounds) {
    return cannotTell(
      `only ${first.length} measurements were possible, but at least ${minRounds} are needed: responses take too long`,
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
  return resolutionMs <= maxResolutionMs
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
