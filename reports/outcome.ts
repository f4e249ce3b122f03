import type { Report } from '../schemas/generated/types.ts';
import { failsCheck, type Level } from '../schemas/level.ts';
import { baselineProblems } from './known.ts';

/** Whether a check is a success, and if not, why. */
export type Outcome = 'passed' | 'failed' | 'inconclusive' | 'internal-error' | 'interrupted';

/** Which results count. */
export interface Counting {
  /** The level from which a failed rule fails the check, default must. */
  readonly failOn?: Level;
  readonly allowInconclusive?: boolean;
}

/** The outcome of a finished check. A run without a checked rule is never a success. */
export function outcomeOf(report: Report, { failOn = 'must', allowInconclusive = false }: Counting): Outcome {
  const { summary, results } = report;
  if (report.interrupted) return 'interrupted';
  if (summary.error > 0) return 'internal-error';
  const isFailing = results.some((result) => failsCheck(result, failOn));
  // An outdated baseline would hide later failures.
  if (isFailing || baselineProblems(report).length > 0) return 'failed';
  if (summary.pass + summary.fail === 0) return 'inconclusive';
  return summary.inconclusive > 0 && !allowInconclusive ? 'inconclusive' : 'passed';
}
