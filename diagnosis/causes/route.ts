import { type ProbeResponse, saidInLog } from '../../runner/index.ts';
import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import { statusOf } from '../../simulator/index.ts';
import { formatMs } from '../../text/words/durations.ts';
import { type Clause, onlyWith, option, type Sentence, sentence } from '../../text/words/option-words.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponse, finalResponses, shapes } from '../final-responses.ts';
import { refusedLike } from '../follows.ts';
import {
  allGot,
  genuineInWords,
  headerOf,
  isRedirect,
  refusals,
  responseInWords,
  shapeNames,
} from '../responses.ts';

const testResponse = ({ genuine }: Facts) => finalResponse(genuine.test);
const sentTest = (facts: Facts) =>
  `sent ${facts.method} ${facts.path}, correctly signed: ${responseInWords(testResponse(facts))}`;

/** Nothing is served at the path, or not with this method. */
export const notServed: Cause = (facts) => {
  const { genuine, method, path, probes } = facts;
  if (!allGot(genuine, 404, 410, 405, 501)) return undefined;
  const { otherMethod, otherPath } = probes;
  if (otherMethod?.answer.isAcknowledged) {
    const sentOther = `sent ${otherMethod.method} ${path}: ${responseInWords(otherMethod.answer)}`;
    return {
      cause: 'wrong-method',
      title: `Your receiver accepts ${otherMethod.method}, but the webhook uses ${method}.`,
      evidence: [sentTest(facts), sentOther],
      fix: `Serve ${method} ${path}, or set the webhook's method to ${otherMethod.method}.`,
    };
  }
  if (allGot(genuine, 405, 501)) {
    const allowed = headerOf(testResponse(facts), 'allow');
    return {
      cause: 'wrong-method',
      title: `Your receiver doesn't accept ${method} at ${path}.`,
      evidence: [sentTest(facts), ...(allowed === undefined ? [] : [`its Allow header: ${allowed}`])],
      fix: `Serve ${method} ${path}, or change the webhook's method.`,
    };
  }
  const served = otherPath?.answer.isAcknowledged ? otherPath : undefined;
  return {
    cause: 'not-found',
    title: served
      ? `Your receiver serves the webhook at ${served.path}, not at ${path}.`
      : `Your receiver serves nothing at ${path}.`,
    evidence: [
      sentTest(facts),
      ...(otherPath ? [`sent ${method} ${otherPath.path}: ${responseInWords(otherPath.answer)}`] : []),
    ],
    fix: served
      ? `Change the URL's path to ${served.path}, or serve both paths.`
      : "Check the URL's path, the route in your code, and any prefix that a proxy adds or removes.",
  };
};

export const redirects: Cause = (facts) => {
  if (!finalResponses(facts.genuine).every(isRedirect)) return undefined;
  const target = headerOf(testResponse(facts), 'location');
  const { redirectedTo } = facts.probes;
  return {
    cause: 'redirect',
    title: `Your receiver redirects every message${target === undefined ? '' : ` to ${target}`}.`,
    evidence: [
      sentTest(facts),
      ...(redirectedTo
        ? [
            `sent ${facts.method} ${new URL(redirectedTo.url).pathname}: ${responseInWords(redirectedTo.answer)}`,
          ]
        : []),
    ],
    fix: `${target === undefined ? 'Respond with a 2xx at this URL' : "Set the webhook's URL to the redirect target, or respond with a 2xx at this URL"}: YCM does not follow redirects.`,
  };
};

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

/** A proxy responds instead of the app, or the app is not available. */
export const notServing: Cause = (facts) => {
  const answer = testResponse(facts);
  if (!allGot(facts.genuine, 502, 503, 504) || headerOf(answer, 'retry-after') !== undefined)
    return undefined;
  const isProxy = allGot(facts.genuine, 502, 504);
  const got = `Every message got ${answer.outcome.kind === 'response' ? outcomeInWords(answer.outcome) : ''}`;
  return {
    cause: isProxy ? 'server-error' : 'unavailable',
    title: isProxy
      ? `${got}${evenAfter(facts)}: a proxy responds, but the app behind it doesn't.`
      : `${got}${evenAfter(facts)}: your app, or a proxy in front of it, reports that it is unavailable.`,
    evidence: [...genuineInWords(facts.genuine), ...saidInLog(facts)],
    fix: sentence`Check that the app is running, the address to which the proxy forwards, and the logs of both.${waitLonger(facts)}${isProxy ? '' : sinceEarlier}`,
  };
};

const sinceEarlier =
  ' If it accepted messages in an earlier check, a circuit breaker may count rejected messages as failures: restart it, and let a message that you reject not stop the next one.';

function evenAfter({ waitedForAppMs }: Facts): string {
  return waitedForAppMs === undefined ? '' : `, even after ${formatMs(waitedForAppMs)}`;
}

function waitLonger({ waitedForAppMs = 0 }: Facts): Sentence | Clause {
  const longer = `${Math.ceil(Math.max(15_000, waitedForAppMs) / 1000) * 2}s`;
  return onlyWith('waitMs', sentence` If the app needs longer to start, use ${option('waitMs', longer)}.`);
}

export const noResponse: Cause = (facts) => {
  const { genuine } = facts;
  const all = refusals(genuine) ?? [];
  const isUnfinished =
    all.length > 0 && all.every(({ outcome }) => outcome.kind === 'timeout' && outcome.status !== undefined);
  const isClosed = all.length > 0 && all.every(({ outcome }) => outcome.kind === 'connection-failed');
  if (!isUnfinished && !isClosed) return undefined;
  return {
    cause: 'no-answer',
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
    fix: sentence`Check the receiver's log for an exception or a crash during the request. A proxy, or the open port of a container whose app doesn't listen yet, may also have closed the connection.${usesTls}${waitLonger(facts)}`,
  };
}

/** It begins like HTTP. */
function isMalformed(message: string): boolean {
  return message.startsWith('the response is malformed HTTP');
}

const repairHead =
  'Look at the status line and the headers of its response, for example with curl -i: a header that is too long, repeated without end, or not a header at all.';

export const wrongContentType: Cause = (facts) => {
  const { otherContentType } = facts.probes;
  if (!allGot(facts.genuine, 415)) return undefined;
  return {
    cause: 'wrong-content-type',
    title: otherContentType
      ? `Your receiver accepts only ${otherContentType.contentType}.`
      : 'Your receiver rejects the Content-Type of the messages.',
    evidence: [
      ...genuineInWords(facts.genuine),
      ...(otherContentType
        ? [
            `sent the test message as ${otherContentType.contentType}: ${responseInWords(otherContentType.answer)}`,
          ]
        : []),
    ],
    fix: 'Parse the body as JSON regardless of its Content-Type.',
  };
};

/** The vendor doesn't say where a GET has its message. */
export const otherCarriage: Cause = (facts) => {
  const { otherCarriage: found } = facts.probes;
  if (!found) return undefined;
  const { carriage, answer } = found;
  return {
    cause: 'other-carriage',
    title: `Your receiver reads the message of a GET from its ${carriage}, but this check sends it in the ${facts.carriage}.`,
    evidence: [
      ...genuineInWords(facts.genuine),
      `sent the test message in the ${carriage}: ${responseInWords(answer)}`,
    ],
    fix: sentence`The vendor's page doesn't say where a GET has its message, so look at one that YCM has sent you. If it is in the ${carriage}, use ${option('payloadIn', carriage)}. Otherwise, read the ${facts.carriage}.`,
  };
};

export const limited: Cause = (facts) => {
  const answer = finalResponses(facts.genuine).find((one) => [429, 503].includes(statusOf(one) ?? 0));
  if (!answer) return undefined;
  const retryAfter = headerOf(answer, 'retry-after');
  const isLimit = statusOf(answer) === 429;
  return {
    cause: isLimit ? 'rate-limit' : 'unavailable',
    title: isLimit
      ? 'Your receiver rate-limits requests and rejects genuine messages.'
      : 'Your receiver reports that it is unavailable.',
    evidence: [
      ...genuineInWords(facts.genuine),
      ...(retryAfter === undefined ? [] : [`it sent Retry-After: ${retryAfter}`]),
    ],
    fix: isLimit
      ? 'Exclude the webhook from the rate limit, or raise the limit: YCM sends events as they happen.'
      : 'Check the logs of your receiver and of any proxy in front of it.',
  };
};

export const serverError: Cause = (facts) => {
  if (!finalResponses(facts.genuine).every((answer) => (statusOf(answer) ?? 0) >= 500)) return undefined;
  return {
    cause: 'server-error',
    title: 'Your receiver fails on every message.',
    evidence: [...genuineInWords(facts.genuine), ...saidInLog(facts)],
    fix: "Look for the exception in its log. A 5xx doesn't show whether the signature was accepted. If your receiver worked in an earlier check, a message of that check probably broke it: look for its first error since then.",
  };
};

export const refusesGenuine: Cause = (facts) => {
  if (!refusals(facts.genuine)) return undefined;
  return {
    cause: 'refuses-genuine',
    title: "Your receiver doesn't acknowledge any genuine message.",
    evidence: genuineInWords(facts.genuine),
    fix: 'Check its log to find out why it rejects them, then make it respond with a 2xx.',
  };
};
