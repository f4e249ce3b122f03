/**
 * Open-loop load: messages of fleets, due at times fixed beforehand, sent whether or not the receiver keeps up.
 *
 * {@link runLoad} sends one slice of a plan from this thread and tells what came of it. Options and results are plain data, so that the
 * slices of a plan can be sent by any number of machines, each without the others; {@link mergeResults} puts them together.
 */

export { assertUsableLoad } from './assert-usable.ts';
export { bucketsMs, Histogram } from './engine/histogram.ts';
export { countOf, schedule } from './engine/schedule.ts';
export { mergeResults } from './merge.ts';
export type { LoadDecision, LoadHooks, LoadOptions, LoadTarget } from './options.ts';
export { arrivalKinds, type LoadPlan } from './plan.ts';
export type { LoadResult, LoadTick, TimesReport } from './result.ts';
export { runLoad } from './run-load.ts';
export { defaultSignedBeforehand } from './workload/source.ts';
export { defaultTraffic } from './workload/traffic.ts';
export { bytesOf, type FleetHistory, type Workload, workloadOf } from './workload/workload.ts';
