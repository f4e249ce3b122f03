/** Everything that rules are written with. */

export { formatMs } from '../text/durations.ts';
export { wasClosed } from './context/closes-on-forgery.ts';
export {
  type Effect,
  effectsOf,
  expectEffect,
  expectTaken,
  expectUnchanged,
  expectVisibleEffect,
  givenEffect,
  givenTaken,
  showsBothKinds,
  watchDidChange,
} from './context/effects.ts';
export {
  actualOf,
  cannotTell,
  expectAcknowledged,
  expectHandled,
  expectNotAcknowledged,
  expectRefused,
  expectSameState,
  type FindAdvice,
  fail,
  failExplainedBy,
  given,
  noEffectShown,
} from './context/expect.ts';
export {
  deliverAll,
  deliverWithEach,
  expectAllAcknowledged,
  expectAllHandled,
  expectAllRefused,
} from './context/expect-all.ts';
export {
  ackFailureOf,
  genuineMessages,
  isNotServed,
  leaveToOtherRules,
  messagesOfEveryKind,
  sendEveryKind,
} from './context/genuine.ts';
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
export type { RuleContext } from './context/rule-context.ts';
export type { SendOptions, Sent } from './context/sent.ts';
export {
  messageSignedLike,
  withoutPlusAndSlash,
  withPlusAndSlash,
} from './context/stimuli.ts';
export { tryEach, tryParts } from './context/try-parts.ts';
export { describeDifferences, differences } from './observation/difference.ts';
export { isSame, type Json, mentions } from './observation/json.ts';
export { briefly, stateInWords } from './observation/state-in-words.ts';
export { defineRule } from './rule.ts';
export { type TwoArrivals, twoArrivals } from './schedules/arrival.ts';
export { sendAt } from './schedules/send-at.ts';
export { failBySchedule, trySchedules } from './schedules/try-schedules.ts';
