import { type CheckOutcome, type Counting, checkOutcomeOf } from '../../reports/outcome.ts';
import type { Report } from '../../schemas/index.ts';
import type { ErrorCode, HookswitchError } from '../../text/errors/errors.ts';

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

const codes: Record<CheckOutcome, number> = {
  interrupted: exitCodes.interrupted,
  'internal-error': exitCodes.internalError,
  failed: exitCodes.failed,
  inconclusive: exitCodes.inconclusive,
  passed: exitCodes.passed,
};

/** The exit code of a finished check. */
export function exitCodeOfReport(report: Report, counting: Counting): number {
  return codes[checkOutcomeOf(report, counting)];
}
