/** Everything that rules are written with. */

export { describeDifferences, differences, stateInWords } from '../observation/difference.ts';
export { isSame, type Json, mentions, shorten } from '../observation/json.ts';
export { formatMs } from '../text/durations.ts';
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
export {
  messageSignedLike,
  withoutPlusAndSlash,
  withPlusAndSlash,
} from './context/stimuli.ts';
export { tryEach, tryParts } from './context/try-parts.ts';
export { defineRule } from './rule.ts';
export { wasClosed } from './sending/closes-on-forgery.ts';
export type { SendOptions, Sent } from './sending/sent.ts';
