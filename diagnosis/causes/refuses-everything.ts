import { saidInLog } from '../../runner/index.ts';
import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import { statusOf } from '../../simulator/index.ts';
import type { Cause } from '../cause.ts';
import { finalResponse, finalResponses } from '../final-responses.ts';
import { allGot, genuineInWords, headerOf, refusals } from '../responses.ts';
import { evenAfter, waitLonger } from './wait-for-app.ts';

/** A proxy responds instead of the app, or the app is not available. */
export const notServing: Cause = (facts) => {
  const answer = finalResponse(facts.genuine.test);
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
    fix: `Check that the app is running, the address to which the proxy forwards, and the logs of both.${waitLonger(facts)}${isProxy ? '' : sinceEarlier}`,
  };
};

const sinceEarlier =
  ' If it accepted messages in an earlier check, a circuit breaker may count rejected messages as failures: restart it, and let a message that you reject not stop the next one.';

/** Some message got a 429 or 503: a rate limit, or an app that is unavailable. */
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

/** The app fails, whatever the message. */
export const serverError: Cause = (facts) => {
  if (!finalResponses(facts.genuine).every((answer) => (statusOf(answer) ?? 0) >= 500)) return undefined;
  return {
    cause: 'server-error',
    title: 'Your receiver fails on every message.',
    evidence: [...genuineInWords(facts.genuine), ...saidInLog(facts)],
    fix: "Look for the exception in its log. A 5xx doesn't show whether the signature was accepted. If your receiver worked in an earlier check, a message of that check probably broke it: look for its first error since then.",
  };
};

/** The rest: nothing is acknowledged, and no cause is known. */
export const refusesGenuine: Cause = ({ genuine, probes: { signature } }) => {
  if (!refusals(genuine)) return undefined;
  return {
    cause: 'refuses-genuine',
    title: "Your receiver doesn't acknowledge any genuine message.",
    evidence: [...genuineInWords(genuine), ...(signature?.notTried ?? [])],
    fix: 'Check its log to find out why it rejects them, then make it respond with a 2xx.',
  };
};
