/**
 * Open-loop load: messages of fleets, due at times that are fixed in advance and sent whether or not the receiver keeps up.
 *
 * {@link runLoad} sends one slice of a plan from this thread and returns the result. Options and results are plain data, so any number of
 * machines can send slices independently; {@link mergeResults} merges them.
 */

export { assertUsableLoad } from './assert-usable.ts';
export { bucketsMs, Histogram } from './engine/histogram.ts';
export { countOf, schedule } from './engine/schedule.ts';
export { mergeResults } from './merge.ts';
export type { LoadDecision, LoadHooks, LoadOptions, LoadTarget } from './options.ts';
export { arrivalKinds, type LoadPlan } from './plan.ts';
export type { LoadResult, LoadTick, TimesReport } from './result.ts';
export { runLoad } from './run-load.ts';
export { signedBeforehand } from './workload/source.ts';
export { defaultTraffic } from './workload/traffic.ts';
export { bytesOf, type FleetHistory, type Workload, workloadOf } from './workload/workload.ts';
