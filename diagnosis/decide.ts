import type { Diagnosis, RuleResult } from '../schemas/generated/types.ts';
import { type Cause, type FoundCause, firstShown } from './cause.ts';
import {
  failsAtOnce,
  nowAndThen,
  rateLimit,
  refusesFastMessages,
  unavailableAtTimes,
} from './causes/at-times.ts';
import { blocksSender } from './causes/blocks-sender.ts';
import { brokeDown } from './causes/broke-down.ts';
import { caughtCrash, crash } from './causes/crash.ts';
import { csrf } from './causes/csrf.ts';
import { dropsConnections } from './causes/drops-connections.ts';
import { idleConnection } from './causes/idle-connection.ts';
import { losesMessages } from './causes/loses-messages.ts';
import { memoryPerProcess } from './causes/memory-per-process.ts';
import { mixesUpMessages } from './causes/mixes-up-messages.ts';
import { noResponse, tooSlow } from './causes/no-response.ts';
import { observerTrouble } from './causes/observer.ts';
import { oneState } from './causes/one-state.ts';
import { pauses } from './causes/pauses.ts';
import { limited, notServing, refusesGenuine, serverError } from './causes/refuses-everything.ts';
import { notServed, otherCarriage, redirects, wrongContentType } from './causes/route.ts';
import { shape } from './causes/shape.ts';
import { sharedClock } from './causes/shared-clock.ts';
import {
  causeOtherSecret,
  noSignatureCheck,
  signedWronglyAlways,
  signedWronglyAtTimes,
} from './causes/signature.ts';
import { hasSizeLimit, tooLarge } from './causes/size.ts';
import {
  allAtOnce,
  effectsInSteps,
  lateEffects,
  slowObserver,
  slowQueue,
  tooSlowToCheck,
} from './causes/slow.ts';
import { stoppedResponding } from './causes/stopped-responding.ts';
import { stoppedWorker } from './causes/stopped-worker.ts';
import type { Facts } from './facts.ts';
import { finalResponses } from './final-responses.ts';
import { refusedLike } from './follows.ts';

/**
 * Questions about a receiver, from the most harmful answer to the least. The first cause of a question that the facts show answers it, so one
 * receiver can have several causes.
 */
const questions: readonly (readonly Cause[])[] = [
  // Would the process end, if the check hadn't prevented that?
  [caughtCrash],
  // Why does no genuine message, or one of its shapes, get through? A check sees little else then.
  [
    crash,
    tooLarge,
    noResponse,
    tooSlow,
    notServed,
    redirects,
    notServing,
    limited,
    wrongContentType,
    otherCarriage,
    signedWronglyAlways,
    csrf,
    causeOtherSecret,
    serverError,
    refusesGenuine,
  ],
  // Do forged messages get through?
  [noSignatureCheck],
  // Which genuine messages are refused, because of what they contain?
  [signedWronglyAtTimes],
  [hasSizeLimit],
  [shape],
  // Do genuine messages fail because of what arrives before or beside them?
  [
    blocksSender,
    mixesUpMessages,
    failsAtOnce,
    dropsConnections,
    rateLimit,
    idleConnection,
    stoppedResponding,
    pauses,
    refusesFastMessages,
    brokeDown,
    nowAndThen,
    unavailableAtTimes,
  ],
  // Are acknowledged messages lost or applied again?
  [oneState, sharedClock, stoppedWorker, memoryPerProcess, losesMessages],
  // What keeps the check from seeing effects in time?
  [tooSlowToCheck, observerTrouble, slowQueue, allAtOnce, slowObserver, lateEffects, effectsInSteps],
];

/**
 * The causes that the facts show, starting with the one to fix first. Each explains rules that no earlier cause explains. All but the first
 * explain at least one rule that failed or is inconclusive. Pure.
 */
export function decide(facts: Facts): Diagnosis[] {
  // In this case, the failed rule is the root cause, unless the receiver crashes.
  const asked = facts.failsKeptConnections ? [[caughtCrash], [crash]] : questions;
  const found = asked.flatMap((causes) => firstShown(causes, facts) ?? []);
  const diagnoses: Diagnosis[] = [];
  let open = facts.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'error');
  for (const one of found) {
    const follows = one.follows ?? refusedLike(finalResponses(facts.genuine));
    const following = open.filter(follows);
    const isNeeded = following.some(({ verdict }) => verdict !== 'skipped');
    if (diagnoses.length > 0 && !isNeeded) continue;
    diagnoses.push(diagnosisOf(one, following));
    open = open.filter((result) => !following.includes(result));
  }
  return diagnoses;
}

function diagnosisOf(
  { cause, title, evidence, fix }: FoundCause,
  following: readonly RuleResult[],
): Diagnosis {
  const explains = following.map(({ id }) => id);
  return { cause, title, evidence: [...evidence], fix: fix, explains };
}
