import type { ProbeResponse } from '../../runner/index.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponse, shapes } from '../final-responses.ts';
import { refusedLike } from '../follows.ts';
import { genuineInWords, refusals, shapeNames } from '../responses.ts';
import { evenAfter, waitLonger } from './wait-for-app.ts';

/** A response comes after the timeout, if at all. */
export const tooSlow: Cause = ({ genuine, timeoutMs }) => {
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
    fix: answer.outcome.kind === 'response' ? workLater : `${findTheWait} ${workLater}`,
    follows: (result) => result.reasonCode === 'not-responding' || isLikeLate(result),
  };
};

const workLater = 'Store the message and respond with a 2xx first. Do the slow work afterwards.';
const findTheWait =
  'Find out what it waits for, and whether an exception ended its work without a response. If it reads the body until the connection closes, it waits without end: read as many bytes as Content-Length says.';

/** No response head came. */
function isTimeout({ outcome }: ProbeResponse): boolean {
  return outcome.kind === 'timeout' && outcome.status === undefined;
}

/** Every connection is closed, or no response ever ends. */
export const noResponse: Cause = (facts) => {
  const { genuine } = facts;
  const all = refusals(genuine) ?? [];
  const isUnfinished =
    all.length > 0 && all.every(({ outcome }) => outcome.kind === 'timeout' && outcome.status !== undefined);
  const isClosed = all.length > 0 && all.every(({ outcome }) => outcome.kind === 'connection-failed');
  if (!isUnfinished && !isClosed) return undefined;
  return {
    cause: 'no-response',
    ...(isUnfinished ? unfinished : closed(facts, all)),
    evidence: genuineInWords(genuine),
  };
};

const unfinished: Pick<FoundCause, 'title' | 'fix'> = {
  title: "Your receiver doesn't finish its response.",
  fix: 'End the response, and set Content-Length to the number of bytes in its body. The body may be empty.',
};

function closed(facts: Facts, answers: readonly ProbeResponse[]): Pick<FoundCause, 'title' | 'fix'> {
  const usesTls = facts.isHttps ? '' : ' If the server uses TLS, start the URL with https:.';
  const unreadable = answers.flatMap(({ outcome }) =>
    outcome.kind === 'connection-failed' && outcome.code === 'BAD_ANSWER' ? outcome.message : [],
  );
  const [first] = unreadable;
  if (first !== undefined && unreadable.length === answers.length)
    return isMalformed(first)
      ? { title: `Your receiver's response can't be read: ${first}.`, fix: repairHead }
      : {
          title: "Your receiver's response isn't HTTP.",
          fix: `Check the port in the URL: another service may listen there.${usesTls}`,
        };
  return {
    title: `Your receiver closes the connection without a response${evenAfter(facts)}.`,
    fix: `Check the receiver's log for an exception or a crash during the request. A proxy, or the open port of a container whose app doesn't listen yet, may also have closed the connection.${usesTls}${waitLonger(facts)}`,
  };
}

/** It begins like HTTP. */
function isMalformed(message: string): boolean {
  return message.startsWith('the response is malformed HTTP');
}

const repairHead =
  'Look at the status line and the headers of its response, for example with curl -i: a header that is too long, repeated without end, or not a header at all.';
