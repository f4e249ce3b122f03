/**
 * Open-loop load: messages of fleets' lives, due at times fixed beforehand, sent whether or not the receiver keeps up.
 *
 * {@link runLoad} sends one slice of a plan from this thread and tells what came of it. Options and results are plain data, so that the
 * slices of a plan can be sent by any number of machines, each without the others; {@link mergeResults} puts them together.
 */
export { runLoad } from './engine.ts';
export {
  bucketsMs,
  Histogram,
  type HistogramSnapshot,
  type Percentiles,
} from './histogram.ts';
export { tolerableLagMs } from './limit.ts';
export { addCounts, mergeResults } from './merge.ts';
export {
  defaultTraffic,
  forgeries,
  type LoadEvent,
  loadEvents,
  type MessageKind,
  type Traffic,
} from './mixture.ts';
export type { LoadDecision, LoadHooks, LoadOptions, LoadTarget } from './options.ts';
export { type Arrivals, arrivalKinds, type LoadPlan, type Slice } from './plan.ts';
export type {
  DeliveryCounts,
  Fate,
  LimitedBy,
  LoadCounts,
  LoadResult,
  LoadTick,
  OutcomeCounts,
  Times,
  TimesReport,
} from './result.ts';
export { countOf, type Schedule, schedule } from './schedule.ts';
export { defaultSignedBeforehand } from './source.ts';
export { bytesOf, type LoadMessage, type Story, storyOf, type Told } from './traffic.ts';
export { assertUsableLoad } from './usable.ts';
