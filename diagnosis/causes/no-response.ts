import type { ProbeResponse } from '../../runner/index.ts';
import { workLater } from '../../schemas/words/explanations.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Cause } from '../cause.ts';
import { finalResponse, shapes } from '../final-responses.ts';
import { refusedLike } from '../follows.ts';
import { explained, genuineInWords, refusals, shapeNames } from '../responses.ts';
import { evenAfter, waitLonger } from './wait-for-app.ts';

/** A response comes after the timeout, if at all. */
export const tooSlow: Cause = (facts) => {
  const { genuine, timeoutMs } = facts;
  const late = shapes.filter(
    (shape) => isTimeout(genuine[shape][0]) && !finalResponse(genuine[shape]).isAcknowledged,
  );
  const [first] = late;
  if (first === undefined) return undefined;
  const answer = finalResponse(genuine[first]);
  const isLikeLate = refusedLike(late.map((shape) => genuine[shape][0]));
  const what = late.length === shapes.length ? '' : ` to ${shapeNames[first]}`;
  return {
    cause: 'too-slow',
    title:
      answer.outcome.kind === 'response'
        ? `Your receiver takes ${formatMs(answer.elapsedMs)} to respond${what}; the timeout is ${formatMs(timeoutMs)}.`
        : `Your receiver doesn't respond${what} within the timeout of ${formatMs(timeoutMs)}.`,
    evidence: genuineInWords(genuine),
    fix: answer.outcome.kind === 'response' ? workLater : explained(genuine[first][0], facts).fix,
    follows: (result) => result.reasonCode === 'not-responding' || isLikeLate(result),
  };
};

/** No response head came. */
function isTimeout({ outcome }: ProbeResponse): boolean {
  return outcome.kind === 'timeout' && outcome.status === undefined;
}

/** Every connection is closed, or no response ever ends. */
export const noResponse: Cause = (facts) => {
  const all = refusals(facts.genuine) ?? [];
  const isUnfinished = all.every(({ outcome }) => outcome.kind === 'timeout' && outcome.status !== undefined);
  const isClosed = all.every(({ outcome }) => outcome.kind === 'connection-failed');
  const silent = all.find((answer) => !isUnreadable(answer));
  const answer = silent ?? all[0];
  if (!answer || !(isUnfinished || isClosed)) return undefined;
  const { title, fix } = explained(answer, facts);
  const isLate = isClosed && silent !== undefined;
  return {
    cause: 'no-response',
    title: isLate ? title.replace(/\.$/, `${evenAfter(facts)}.`) : title,
    evidence: genuineInWords(facts.genuine),
    fix: isLate ? `${fix}${waitLonger(facts)}` : fix,
  };
};

function isUnreadable({ outcome }: ProbeResponse): boolean {
  return outcome.kind === 'connection-failed' && outcome.code === 'BAD_ANSWER';
}
