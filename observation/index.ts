/** Sees a receiver's state, and compares it. */

export { changedPlaces, isIn, isSameAt } from './changed-places.ts';
export { checkObserver, type Differing } from './check-observer.ts';
export { commandObserver } from './command.ts';
export { commonStateOf, differencesFromOthers, renamed, withNames, withoutNames } from './common-state.ts';
export {
  type Difference,
  describeChanges,
  describeDifferences,
  differences,
  onlyCounters,
  valueAt,
} from './difference.ts';
export { portWarning } from './downstream/blocked-ports.ts';
export { type DownstreamCall, effectsOfCalls } from './downstream/calls.ts';
export { type Downstream, type DownstreamBehavior, startDownstream } from './downstream/downstream.ts';
export { downstreamObserver, unlessSilent } from './downstream/downstream-observer.ts';
export type { Expectation } from './expectation.ts';
export { functionObserver, type Observe } from './function.ts';
export { assertPlaceholder, httpObserver } from './http.ts';
export type { LeftOut } from './ignored.ts';
export { type Declared, IgnoredPlaces } from './ignored-places.ts';
export { isSame, type Json, mentions, shorten } from './json.ts';
export { type CurrentSign, isCurrent, signOfCurrent } from './learning/current-dids.ts';
export { capacityFields, didFields } from './learning/fields.ts';
export { formOf, type ShownForm } from './learning/form.ts';
export {
  type EarlyReports,
  formIn,
  hasEffect,
  type Learned,
  learn,
  learnedForReport,
  markFields,
  type ObserverProblem,
  type Resting,
  type SeenReport,
  type SentValues,
  type Shown,
  showsAnything,
  showsCapacity,
  showsContent,
  showsEntries,
  showsValues,
  type WhatShows,
} from './learning/learned.ts';
export { LessonTimes } from './learning/lesson-times.ts';
export { isKeyOf, type ObjectInState, objectsIn, valuesNamed } from './named-values.ts';
export { type Instability, limitSeen, mustShowOne, type Observer, type Seen } from './observer.ts';
export { briefly, stateInWords } from './state-in-words.ts';
export { StatePoller, timesPause } from './state-poller.ts';
