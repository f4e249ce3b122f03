import type { Report } from '../schemas/index.ts';
import type { ErrorCode, HookswitchError } from '../simulator/errors.ts';
import type { Level } from '../suites/rule.ts';

/** What the shell gets; scripts build on these. */
export const exitCodes = {
  met: 0,
  failed: 1,
  wrongUse: 2,
  unreachable: 3,
  inconclusive: 4,
  ownMistake: 5,
  interrupted: 130,
} as const;

const unreachableCodes: readonly ErrorCode[] = ['unreachable', 'observer-unreachable', 'exec-failed'];

/** The exit code for something thrown: a mistake of use, of the surroundings, or of the tool itself. */
export function exitCodeOfError(error: unknown): number {
  if (!isMistakeOfUse(error)) return exitCodes.ownMistake;
  return unreachableCodes.includes(error.code) ? exitCodes.unreachable : exitCodes.wrongUse;
}

/** By its name: the built commands are a file of their own, with a class of their own. */
function isMistakeOfUse(error: unknown): error is HookswitchError {
  return error instanceof Error && error.name === 'HookswitchError';
}

const rank: Record<Level, number> = { must: 0, should: 1, may: 2 };

/** The exit code of a finished check. A run that judged nothing is never a success. */
export function exitCodeOfReport(report: Report, failOn: Level, allowInconclusive: boolean): number {
  const { summary, results } = report;
  if (report.interrupted) return exitCodes.interrupted;
  if (summary.error > 0) return exitCodes.ownMistake;
  const isFailing = results.some(
    ({ verdict, level, known }) => verdict === 'fail' && !known && rank[level] <= rank[failOn],
  );
  if (isFailing || hasStaleBaseline(report)) return exitCodes.failed;
  if (summary.pass + summary.fail === 0) return exitCodes.inconclusive;
  return summary.inconclusive > 0 && !allowInconclusive ? exitCodes.inconclusive : exitCodes.met;
}

/** A baseline that is not kept up would hide what comes next. */
function hasStaleBaseline({ baseline }: Report): boolean {
  return baseline !== undefined && baseline.stale.length + baseline.expired.length > 0;
}
