/** A whole check, its options, and its report. */

export { checkBy } from './check.ts';
export {
  type CheckOptions,
  type CheckToLoad,
  type CommonCheckOptions,
  type ReceiverByUrl,
  type ReceiverInProcess,
  redactorFor,
} from './check-options.ts';
export { observerOf } from './observer-of.ts';
export { planCheck } from './plan.ts';
export { redactedError } from './redacted-error.ts';
export { markKnown, updatedBaseline, withBaseline } from './report/baseline.ts';
export { readBaseline, readBaselineIfAny, today, writeBaseline } from './report/baseline-file.ts';
export { lastCheckFile, readLastCheck, writeLastCheck } from './report/last-check-file.ts';
export { parseReport } from './report/parse-report.ts';
export { createProgress, silentProgress } from './report/progress.ts';
export { type LastCheck, lastFailed, markChange, updatedLast } from './report/since-last.ts';
export { readSequence, saveSequences } from './sequences/file.ts';
export type { LoadedReceiver } from './to-load.ts';
