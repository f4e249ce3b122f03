import { baselineProblems } from '../../reports/known.ts';
import type { Report } from '../../schemas/index.ts';
import { failsCheck, type Level } from '../../schemas/level.ts';
import type { ErrorCode, HookswitchError } from '../../text/errors.ts';

/** The exit codes, which scripts rely on. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  usageError: 2,
  unreachable: 3,
  inconclusive: 4,
  internalError: 5,
  hungUp: 129,
  interrupted: 130,
  quit: 131,
} as const;

const unreachableCodes: readonly ErrorCode[] = [
  'unreachable',
  'observer-unreachable',
  'redis-unreachable',
  'no-worker',
  'exec-failed',
];

/** The exit code for an error: a usage error, an unreachable receiver, or an internal error. */
export function exitCodeOfError(error: unknown): number {
  if (!isUsageError(error)) return exitCodes.internalError;
  return unreachableCodes.includes(error.code) ? exitCodes.unreachable : exitCodes.usageError;
}

/** Compares names, since the built commands are a separate file with their own class. */
function isUsageError(error: unknown): error is HookswitchError {
  return error instanceof Error && error.name === 'HookswitchError';
}

/** The exit code of a finished check. A run without a checked rule is never a success. */
export function exitCodeOfReport(report: Report, failOn: Level, allowInconclusive: boolean): number {
  const { summary, results } = report;
  if (report.interrupted) return exitCodes.interrupted;
  if (summary.error > 0) return exitCodes.internalError;
  const isFailing = results.some((result) => failsCheck(result, failOn));
  // An outdated baseline would hide later failures.
  if (isFailing || baselineProblems(report).length > 0) return exitCodes.failed;
  if (summary.pass + summary.fail === 0) return exitCodes.inconclusive;
  return summary.inconclusive > 0 && !allowInconclusive ? exitCodes.inconclusive : exitCodes.passed;
}
