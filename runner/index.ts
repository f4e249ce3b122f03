/** Checks a receiver with a list of rules. Rules use rule-kit.ts instead. */

export type { Adaptation, Adapted } from './adaptation/adaptation.ts';
export { adaptedAlso, hidesRule } from './adaptation/adapted.ts';
export {
  abortsAt,
  averageMs,
  type Budget,
  budgetFrom,
  isTight,
  messagesInARow,
  type Pace,
  type Timed,
} from './budget.ts';
export type { StoppedWorker } from './context/acknowledged-log.ts';
export { currentReport, currentTime, laterTime, noteTime } from './context/current-report.ts';
export { CannotTell } from './context/expect.ts';
export { createIdentities, type Identities, type IdentityFacts } from './context/identity.ts';
export type {
  Effort,
  Guards,
  Observation,
  ReceiverAccess,
  RunState,
  RunTraffic,
  Target,
} from './context/run-state.ts';
export { nothingSeen } from './context/seen-in-run.ts';
export { withoutPlusAndSlash, withPlusAndSlash } from './context/stimuli.ts';
export { CrashGuard } from './crashes/crash-guard.ts';
export type { Crash, SentAtCrash } from './crashes/crash-log.ts';
export { type KeptAttempt, KeptAttempts } from './crashes/kept-attempts.ts';
export { shapeOf } from './crashes/message-shape.ts';
export { curlCommand } from './evidence/curl-command.ts';
export { describeOutcome } from './evidence/describe.ts';
export { printedLines, saidInLog } from './evidence/printed-lines.ts';
export { recordAttempt } from './evidence/record-attempt.ts';
export { missingNeed } from './missing-need.ts';
export { isUnacknowledged, type Reason } from './reason.ts';
export { isDead, type LastResponse, type Pause, Responses } from './responses.ts';
export type { Basis, Rule, SentBy } from './rule.ts';
export { runRules } from './run.ts';
export type { RunEvent } from './run-event.ts';
export { SeenMessages } from './seen-messages.ts';
export { type Selection, selectRules } from './select.ts';
export { ConnectionGuard } from './sending/connection-guard.ts';
export { guardedObserver } from './sending/guarded-observer.ts';
export { createInFlight } from './sending/in-flight.ts';
export { type ProbeResponse, probeSender, type SendProbe } from './sending/probe-sender.ts';
export { RateGuard } from './sending/rate-guard.ts';
export { secretNotSent } from './sending/secret-not-sent.ts';
export { atOnceWithin, maxInFlight, sizeInFlight } from './sending/size-in-flight.ts';
export { failedAt } from './severity.ts';
export { isSilent, SilenceWatch } from './silence.ts';
export { changesAtRest } from './watching/at-rest.ts';
export { ControlLooks } from './watching/control-looks.ts';
export { Fences } from './watching/fences.ts';
export { lateEffect } from './watching/late-effect.ts';
export { learnObserver } from './watching/learning.ts';
export { backlogMs } from './watching/rule-observation.ts';
export { pollerFor, stateSeen } from './watching/run-poller.ts';
export { findStoppedWorker } from './watching/stopped-worker.ts';
