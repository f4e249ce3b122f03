import { saidInLog } from '../../runner/index.ts';
import { explanations } from '../../schemas/words/explanations.ts';
import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import { statusOf } from '../../simulator/index.ts';
import type { Cause } from '../cause.ts';
import { finalResponse, finalResponses } from '../final-responses.ts';
import { allGot, explained, genuineInWords, headerOf, refusals } from '../responses.ts';
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
    fix: `${explained(answer, facts).fix}${waitLonger(facts)}${isProxy ? '' : sinceEarlier}`,
  };
};

const sinceEarlier =
  ' If it accepted messages in an earlier check, a circuit breaker may count rejected messages as failures: restart it, and let a message that you reject not stop the next one.';

/** Some message got a 429 or 503: a rate limit, or an app that is unavailable. */
export const limited: Cause = (facts) => {
  const answer = finalResponses(facts.genuine).find((one) => [429, 503].includes(statusOf(one) ?? 0));
  if (!answer) return undefined;
  const retryAfter = headerOf(answer, 'retry-after');
  return {
    cause: statusOf(answer) === 429 ? 'rate-limit' : 'unavailable',
    ...explained(answer, facts),
    evidence: [
      ...genuineInWords(facts.genuine),
      ...(retryAfter === undefined ? [] : [`it sent Retry-After: ${retryAfter}`]),
    ],
  };
};

/** The app fails, whatever the message. */
export const serverError: Cause = (facts) => {
  const answers = finalResponses(facts.genuine);
  if (!answers.every((answer) => (statusOf(answer) ?? 0) >= 500)) return undefined;
  return {
    cause: 'server-error',
    title: 'Your receiver fails on every message.',
    evidence: [...genuineInWords(facts.genuine), ...saidInLog(facts)],
    fix: `${explained(finalResponse(facts.genuine.test), facts).fix} A 5xx doesn't show whether the signature was accepted. If your receiver worked in an earlier check, a message of that check probably broke it: look for its first error since then.`,
  };
};

/** The rest: nothing is acknowledged, and no cause is known. */
export const refusesGenuine: Cause = (facts) => {
  const { genuine, probes } = facts;
  if (!refusals(genuine)) return undefined;
  const fixes = finalResponses(genuine).map((answer) => explained(answer, facts).fix);
  const [fix] = fixes;
  return {
    cause: 'refuses-genuine',
    title: "Your receiver doesn't acknowledge any genuine message.",
    evidence: [...genuineInWords(genuine), ...(probes.signature?.notTried ?? [])],
    fix: new Set(fixes).size === 1 && fix !== undefined ? fix : explanations['other-status'].fix,
  };
};
