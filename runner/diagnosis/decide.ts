import type { Diagnosis, RuleResult } from '../../schemas/generated/types.ts';
import { inWords, type OptionWords } from '../../text/option-words.ts';
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
import { crash } from './causes/crash.ts';
import { csrf } from './causes/csrf.ts';
import { dropsConnections } from './causes/drops-connections.ts';
import { idleConnection } from './causes/idle-connection.ts';
import { losesMessages } from './causes/loses-messages.ts';
import { memoryPerProcess } from './causes/memory-per-process.ts';
import { mixesUpMessages } from './causes/mixes-up-messages.ts';
import { observerTrouble } from './causes/observer.ts';
import { pauses } from './causes/pauses.ts';
import {
  hasSizeLimit,
  limited,
  noAnswer,
  notServed,
  notServing,
  redirects,
  refusesGenuine,
  serverError,
  tooLarge,
  tooSlow,
  wrongContentType,
} from './causes/route.ts';
import { shape } from './causes/shape.ts';
import { causeOtherSecret, causeSignedWrongly, noSignatureCheck } from './causes/signature.ts';
import {
  allAtOnce,
  effectsInSteps,
  lateEffects,
  slowObserver,
  slowQueue,
  tooSlowToCheck,
} from './causes/slow.ts';
import { stoppedResponding } from './causes/stopped-responding.ts';
import type { Facts } from './facts.ts';
import { lacksAcknowledgement } from './follows.ts';

/** From the most basic cause to the least. The first that the facts show is the root cause. */
const causes: readonly Cause[] = [
  crash,
  noAnswer,
  tooSlow,
  notServed,
  redirects,
  notServing,
  limited,
  tooLarge,
  wrongContentType,
  causeSignedWrongly,
  csrf,
  causeOtherSecret,
  serverError,
  refusesGenuine,
  shape,
  noSignatureCheck,
  hasSizeLimit,
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
  memoryPerProcess,
  losesMessages,
  tooSlowToCheck,
  observerTrouble,
  slowQueue,
  allAtOnce,
  slowObserver,
  lateEffects,
  effectsInSteps,
];

/** The root cause that the facts show, if any. Pure. */
export function decide(facts: Facts, words: OptionWords): Diagnosis | undefined {
  // The failed rule is the root cause then, unless the receiver crashes.
  const found = firstShown(facts.failsKeptConnections ? [crash] : causes, facts);
  return found && diagnosisOf(found, facts.results, words);
}

function diagnosisOf(found: FoundCause, results: readonly RuleResult[], words: OptionWords): Diagnosis {
  const { cause, title, evidence, fix } = found;
  return {
    cause,
    title,
    evidence: [...evidence],
    fix: inWords(fix, words),
    explains: explainedBy(found, results),
  };
}

/** The consequences of the cause, and those that the rules themselves declare. */
function explainedBy(
  { follows = lacksAcknowledgement }: FoundCause,
  results: readonly RuleResult[],
): string[] {
  const open = results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'error');
  const following = open.filter(follows);
  const explained = new Set(following.map(({ id }) => id));
  // Lack of time explains no failure.
  const late = new Set(
    following
      .filter(({ because = '' }) => ['out-of-time', 'did-not-catch-up'].includes(because))
      .map(({ id }) => id),
  );
  const explains = (other: string) => explained.has(other) && !late.has(other);
  for (const { id, verdict, explainedBy: by = [] } of open)
    if (verdict !== 'skipped' && by.some(explains)) explained.add(id);
  return open.map(({ id }) => id).filter((id) => explained.has(id));
}
