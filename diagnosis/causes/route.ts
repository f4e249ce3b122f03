import { statusOf } from '../../simulator/index.ts';
import { displayUrl } from '../../text/secrets/display-url.ts';
import { clip } from '../../text/terminal/visible.ts';
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponse, finalResponses } from '../final-responses.ts';
import { allGot, explained, genuineInWords, isRedirect, responseInWords } from '../responses.ts';

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
  if (allGot(genuine, 405, 501))
    return { cause: 'wrong-method', ...explained(testResponse(facts), facts), evidence: [sentTest(facts)] };
  const notFound = finalResponses(genuine).find((answer) => ![405, 501].includes(statusOf(answer) ?? 0));
  const served = otherPath?.answer.isAcknowledged ? otherPath : undefined;
  return {
    cause: 'not-found',
    ...explained(notFound ?? testResponse(facts), facts),
    ...(served && {
      title: `Your receiver serves the webhook at ${served.path}, not at ${path}.`,
      fix: `Change the URL's path to ${served.path}, or serve both paths.`,
    }),
    evidence: [
      sentTest(facts),
      ...(otherPath ? [`sent ${method} ${otherPath.path}: ${responseInWords(otherPath.answer)}`] : []),
    ],
  };
};

/** A receiver chooses it (characters). */
const maxPath = 120;

export const redirects: Cause = (facts) => {
  if (!finalResponses(facts.genuine).every(isRedirect)) return undefined;
  const { redirectedTo } = facts.probes;
  return {
    cause: 'redirect',
    ...explained(testResponse(facts), facts),
    evidence: [
      sentTest(facts),
      ...(redirectedTo
        ? [
            `sent ${facts.method} ${clip(displayUrl(new URL(redirectedTo.url).pathname), maxPath)}: ${responseInWords(redirectedTo.answer)}`,
          ]
        : []),
    ],
  };
};

export const wrongContentType: Cause = (facts) => {
  const { otherContentType } = facts.probes;
  if (!allGot(facts.genuine, 415)) return undefined;
  return {
    cause: 'wrong-content-type',
    ...explained(testResponse(facts), facts),
    ...(otherContentType && { title: `Your receiver accepts only ${otherContentType.contentType}.` }),
    evidence: [
      ...genuineInWords(facts.genuine),
      ...(otherContentType
        ? [
            `sent the test message as ${otherContentType.contentType}: ${responseInWords(otherContentType.answer)}`,
          ]
        : []),
    ],
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
    fix: `The vendor's page doesn't say where a GET has its message, so look at one that YCM has sent you. If it is in the ${carriage}, use --payload-in ${carriage}. Otherwise, read the ${facts.carriage}.`,
  };
};
