/**
 * Open-loop load: messages of fleets' lives, due at times fixed beforehand, sent whether or not the receiver keeps up.
 *
 * {@link runLoad} sends one slice of a plan from this thread and tells what came of it. Options and results are plain data, so that the
 * slices of a plan can be sent by any number of machines, each without the others; {@link mergeResults} puts them together.
 */
export { bucketsMs, Histogram } from './histogram.ts';
export { mergeResults } from './merge.ts';
export { defaultTraffic, type LoadEvent, type Traffic } from './mixture.ts';
export type { LoadDecision, LoadHooks, LoadOptions, LoadTarget } from './options.ts';
export { type Arrivals, arrivalKinds, type LoadPlan } from './plan.ts';
export type { LoadResult, LoadTick, TimesReport } from './result.ts';
export { runLoad } from './run-load.ts';
export { countOf, schedule } from './schedule.ts';
export { defaultSignedBeforehand } from './source.ts';
export { bytesOf, type Story, storyOf, type Told } from './traffic.ts';
export { assertUsableLoad } from './usable.ts';
