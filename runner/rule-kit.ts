/** Everything that rules are written with. */

export {
  briefly,
  describeDifferences,
  differences,
  isSame,
  type Json,
  mentions,
  stateInWords,
} from '../observation/index.ts';
export { formatMs } from '../text/words/durations.ts';
export {
  assumeEffect,
  assumeTaken,
  type Effect,
  effectsOf,
  expectEffect,
  expectTaken,
  expectUnchanged,
  expectVisibleEffect,
  showsBothKinds,
  watchDidChange,
} from './context/effects.ts';
export {
  actualOf,
  assumeAcknowledged,
  cannotTell,
  comparableMs,
  expectAcknowledged,
  expectHandled,
  expectNotAcknowledged,
  expectRefused,
  expectSameState,
  type FindAdvice,
  fail,
  failExplainedBy,
  noEffectShown,
  ownTimeMs,
  RuleFailure,
} from './context/expect.ts';
export {
  deliverAll,
  expectAllAcknowledged,
  expectAllHandled,
  type Noted,
} from './context/expect-all.ts';
export {
  ackFailureOf,
  genuineMessages,
  isNotServed,
  leaveToOtherRules,
  messagesOfEveryKind,
  sendEveryKind,
} from './context/genuine.ts';
export type { IdentityFacts } from './context/identity.ts';
export {
  capacityChange,
  didChange,
  fixOrBypassCache,
  isInBody,
  markOf,
  messageToForge,
  newCapacityReport,
  newDidReport,
  showsDid,
  unlikeDids,
} from './context/messages.ts';
export { type ListsByOffset, listsFor, unlikeNewest } from './context/newest.ts';
export { type OneReport, type ResultingState, reportOfEachKind, unlikeOthers } from './context/one-report.ts';
export type { RuleContext, RunSettings } from './context/rule-context.ts';
export { messageSignedLike, withoutPlusAndSlash, withPlusAndSlash } from './context/stimuli.ts';
export { expectAllSurvived, expectStillServes, expectSurvived } from './context/survives.ts';
export { allOf, tryEach, tryParts } from './context/try-parts.ts';
export { assumeCalls, awaitEffects, callWaitMs, effectsOn } from './downstream/assume-calls.ts';
export { describeOutcome } from './evidence/describe.ts';
export {
  type AnyMessage,
  fieldPlaces,
  messages,
  mutations,
  type NewField,
  newFields,
  shares,
} from './properties/arbitraries.ts';
export { type Mutation, mutate, valuePathOf } from './properties/mutate.ts';
export { defineRule, type Rule } from './rule.ts';
export { type Decided, type SeenMessage, type Watch, type WatchFacts, watchFor } from './seen-messages.ts';
export { wasClosed } from './sending/closes-on-forgery.ts';
export { maxUnsaidMs } from './sending/rate-guard.ts';
export { secretNotSent } from './sending/secret-not-sent.ts';
export type { SendOptions, Sent } from './sending/sent.ts';
export { arrivalTimes, delivered } from './workload/deliveries.ts';
export { intents, setups } from './workload/intents.ts';
