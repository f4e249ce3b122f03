import { saidInLog } from '../../runner/index.ts';
import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { isAcknowledged, statusOf } from '../../simulator/index.ts';
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponses, shapes } from '../final-responses.ts';
import { failsLike } from '../follows.ts';
import { responseInWords, shapeNames } from '../responses.ts';

const shownMessages = 3;

/** The receiver worked before the rules ran, and no genuine message succeeds afterwards. */
export const brokeDown: Cause = ({ genuine, series, results, printed }) => {
  const [last] = series;
  if (!last || !series.every(hasFailed)) return undefined;
  if (!finalResponses(genuine).every(({ isAcknowledged }) => isAcknowledged)) return undefined;
  const attempts = inOrderOfResponse(results);
  const failures = attempts.filter(({ attempt }) => hasFailed(attempt));
  const [first] = failures;
  const before = first ? attempts.slice(0, attempts.indexOf(first)) : [];
  const isUnavailable = statusOf(last) === 503;
  // A genuine message probably broke nothing, and one that gets a 503 isn't processed.
  const culprit = first?.of.severity === 'refuses-genuine' || isUnavailable ? undefined : first?.of.id;
  return {
    cause: 'broke-down',
    title: `Your receiver broke down during the check: since then, every genuine message gets ${statusOf(last)}.`,
    evidence: [
      `before the rules, it acknowledged ${shapes.map((shape) => shapeNames[shape]).join(', ')}`,
      `after them, ${series.length} of ${series.length} DID changes failed, the last with ${responseInWords(series.at(-1) ?? last)}`,
      ...named('the last messages that it rejected before that', suspectsOf(before).slice(-shownMessages)),
      ...named('the first messages that failed', failures.slice(0, shownMessages)),
      ...saidInLog({ printed }),
    ],
    fix: isUnavailable ? closeTheCircuit : findTheFirst,
    follows: (result) => result.id !== culprit && failsLike(series, [])(result),
  };
};

const findTheFirst =
  'Look in its log for the first of these errors. A message that it has rejected may have left a transaction or a lock open, one that it has stored may make every later write fail, a killed process may have left a lock file, or it has run out of something, such as connections, open files, memory or disk space.';

const closeTheCircuit =
  'It says that it is unavailable. Look for a circuit breaker, a health check or a protection against overload that counts rejected messages as failures: a message that you reject with a 4xx must not stop the next one. If it has none, look in its log for the first of these errors.';

interface Answered {
  readonly of: RuleResult;
  readonly attempt: AttemptRecord;
}

/** Rejected messages, except if one that was sent later was acknowledged: the receiver still worked then. */
function suspectsOf(before: readonly Answered[]): readonly Answered[] {
  const isWorking = ({ attempt }: Answered) => isAcknowledged(attempt.outcome);
  const sentAt = before.filter(isWorking).map(({ attempt }) => Date.parse(attempt.at));
  const lastSentAt = Math.max(...sentAt);
  const last = before.findLastIndex(isWorking);
  // At the same moment, as often in simulated time, the order decides.
  const isLater = ({ attempt }: Answered, n: number) =>
    endedAt(attempt) > lastSentAt || (endedAt(attempt) === lastSentAt && n > last);
  return before.filter((one, n) => isRejected(one) && isLater(one, n));
}

function endedAt({ at, elapsedMs }: AttemptRecord): number {
  return Date.parse(at) + elapsedMs;
}

/** A message that takes long was sent before others that failed first. */
function inOrderOfResponse(results: Facts['results']): readonly Answered[] {
  return results
    .flatMap((of) => of.evidence.attempts.map((attempt) => ({ of, attempt })))
    .sort((a, b) => endedAt(a.attempt) - endedAt(b.attempt));
}

function hasFailed(answer: Parameters<typeof statusOf>[0]): boolean {
  return (statusOf(answer) ?? 0) >= 500;
}

function isRejected({ attempt }: Answered): boolean {
  const status = statusOf(attempt) ?? 0;
  return status >= 400 && status < 500;
}

function named(when: string, messages: readonly Answered[]): string[] {
  const notes = messages.map(({ attempt }) => attempt.note ?? 'a genuine message');
  return notes.length > 0 ? [`${when}: ${[...new Set(notes)].join('; ')}`] : [];
}
