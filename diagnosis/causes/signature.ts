import type { Rule } from '../../runner/index.ts';
import { explain, explainInWords } from '../../schemas/words/explain.ts';
import { orForbidden, orLogin } from '../../schemas/words/explanations.ts';
import { isAcknowledged } from '../../simulator/index.ts';
import type { Cause, Follows, FoundCause } from '../cause.ts';
import { resultsWhere } from '../checked-rules.ts';
import type { Genuine, SignatureProbes } from '../facts.ts';
import { finalResponse } from '../final-responses.ts';
import { decisive, lacksRefusal, refusedLike } from '../follows.ts';
import {
  allGot,
  explained,
  genuineInWords,
  isRefusedAsForged,
  refusals,
  responseInWords,
} from '../responses.ts';

/** The receiver accepts messages that are signed with a known mistake, and no others. */
export const signedWronglyAlways: Cause = (facts) =>
  refusals(facts.genuine) ? signedWrongly(facts) : undefined;

/** The same only for some messages: the mistake does not show in the bytes of the others. */
export const signedWronglyAtTimes: Cause = (facts) =>
  refusals(facts.genuine) ? undefined : signedWrongly(facts);

const signedWrongly: Cause = ({ probes }) => {
  const { accepted, refused } = probes.signature ?? {};
  const [first] = accepted?.mistakes ?? [];
  if (!accepted || !first || !refused) return undefined;
  const { mistakes, answer } = accepted;
  const does = mistakes.map((mistake) => mistake.does).join(' and ');
  return {
    cause: first.cause,
    title: `Your receiver ${does}.`,
    evidence: [
      `sent a DID change, correctly signed: ${responseInWords(refused)}`,
      `sent one signed the way your receiver expects: ${responseInWords(answer)}`,
    ],
    fix: [...new Set(mistakes.map(({ fix }) => fix))].join(' '),
    follows: (result) => refusedLike([refused])(result) || acceptsTampered(result),
  };
};

/** The content that is signed instead of the body may be the same after the body was changed. */
const acceptsTampered: Follows = (result) =>
  lacksRefusal(result) && decisive(result)?.fault === 'tampered-body';

/** The receiver rejects correctly signed messages, and accepts no known mistake. */
export const causeOtherSecret: Cause = (facts) => {
  const { genuine, secret } = facts;
  const { signature } = facts.probes;
  const isRefused = [genuine.dids, genuine.capacity].map(finalResponse).every(isRefusedAsForged);
  if (!signature || signature.accepted || !(isRefused || signature.acceptsPrevious)) return undefined;
  const { notTried = [] } = signature;
  const evidence = genuineInWords(genuine);
  const answer = finalResponse(genuine.dids);
  const { id } = explain(answer.outcome, facts) ?? {};
  // Something rejects a message before its signature is verified, as the response shows.
  if (id === 'login' || (id === 'blocked-by-proxy' && allGot(genuine, 403)))
    return { cause: 'refuses-genuine', ...explained(answer, facts), evidence: [...evidence, ...notTried] };
  const asksForMore = id === 'token';
  return {
    cause: 'other-secret',
    title: titleOf(signature, otherReason(genuine, asksForMore)),
    evidence: [...evidence, ...triedInWords(signature), ...notTried],
    fix: signature.acceptsPrevious
      ? "Configure your receiver with the webhook's current secret, and restart it."
      : `Compare the secrets by fingerprint. The check uses ${secret}. To get the fingerprint of your receiver's secret, run this in a shell where SECRET contains it: \`printf %s "$SECRET" | sha256sum | cut -c1-8\`. If the fingerprints match, compare the unmodified X-Signature with Base64(HMAC-SHA256(secret, raw body)).${allGot(genuine, 403) ? ofForbidden : ''}${asksForMore ? ` ${orLogin}` : ''}${otherHeader}`,
  };
};

/** A 403 may come from somewhere else. A receiver may also block the address of earlier checks. */
const ofForbidden = ` ${orForbidden} If your receiver accepted messages in an earlier check, it may block the sender since then, because that check sent forged messages: restart it, and never block by address.`;

function otherReason(genuine: Genuine, asksForMore: boolean): string | undefined {
  if (asksForMore) return "asks for a login or token that YCM doesn't send";
  return allGot(genuine, 403) ? 'something else blocks every message' : undefined;
}

/** A gateway in front of the receiver responds with the same status. */
const otherHeader =
  ' If the receiver also requires another header, such as an API key, add it with --header.';

/** Another secret is likely only if the receiver was sent every known mistake and accepts none. */
function titleOf({ tried, known, acceptsPrevious }: SignatureProbes, other: string | undefined): string {
  if (acceptsPrevious) return "Your receiver still uses the webhook's previous secret.";
  const rejects = 'Your receiver rejects correctly signed messages';
  if (other) return `${rejects}: it uses another secret, or ${other}.`;
  return tried < known
    ? `${rejects}: it uses another secret, or makes a mistake with the signature.`
    : `${rejects}: it probably uses another secret.`;
}

function triedInWords({ tried, known, acceptsPrevious }: SignatureProbes): string[] {
  if (acceptsPrevious) return ['sent a DID change signed with the previous secret: acknowledged'];
  if (tried === 0)
    return [`tried none of ${known} known signing mistakes: the first ones got no response, or a 429`];
  const all =
    tried >= known ? `all ${known} known signing mistakes` : `${tried} of ${known} known signing mistakes`;
  return [`tried ${all} (hex, re-serialized JSON, another header, …), one message each: none was accepted`];
}

/** The receiver checks nothing, or only whether there is a signature. The messages of these rules have nothing else in common. */
const tellingForgeries = ['other-secret', 'swapped-signature', 'tampered-body', 'altered-signature'] as const;

/** The receiver acknowledges messages with any signature, and perhaps without one. */
export const noSignatureCheck: Cause = (facts) => {
  const resultOf = (detected: Rule['detects']) =>
    resultsWhere(facts, ({ detects }) => detects === detected)[0];
  const attemptOf = (detected: Rule['detects']) => {
    const result = resultOf(detected);
    const attempt = result && decisive(result);
    return attempt && isAcknowledged(attempt.outcome) ? attempt : undefined;
  };
  const missing = attemptOf('missing-signature');
  const others = tellingForgeries.map(attemptOf);
  if (others.includes(undefined)) return undefined;
  const attempts = missing ? [missing, ...others] : others;
  const { verdict } = resultOf('applied-forgery') ?? {};
  const { fix, ...named } =
    verdict === 'pass' ? acknowledgesForgeries : appliesForgeries(missing === undefined);
  // Of an ack, something is said only if it is a web page.
  const page = others[0] && explainInWords(others[0].outcome, facts);
  return {
    ...named,
    ...(verdict === 'inconclusive' && { title: unknownEffect }),
    fix: page === undefined ? fix : `${page} ${fix}`,
    evidence: attempts
      .slice(0, 3)
      .map((attempt) =>
        attempt?.outcome.kind === 'response'
          ? `sent a message ${attempt.note ?? 'that is forged'}: ${attempt.outcome.status} ${attempt.outcome.reason}`.trimEnd()
          : '',
      ),
    follows: lacksRefusal,
  };
};

function appliesForgeries(isMissingRejected: boolean): Pick<FoundCause, 'cause' | 'title' | 'fix'> {
  return {
    cause: 'no-signature-check',
    title: isMissingRejected
      ? 'Your receiver accepts any X-Signature: anyone can forge messages.'
      : "Your receiver doesn't check signatures: anyone can forge messages.",
    fix: 'Before you use a message, compare X-Signature with Base64(HMAC-SHA256(secret, raw body)). If they differ, respond with 401 and change nothing.',
  };
}

const unknownEffect =
  "Your receiver responds 2xx to forged messages: it doesn't check signatures, or ignores forged messages silently.";

const acknowledgesForgeries: Pick<FoundCause, 'cause' | 'title' | 'fix'> = {
  cause: 'acknowledges-forgeries',
  title: "Your receiver responds 2xx to forged messages, although it doesn't apply them.",
  fix: 'If the signature is wrong, respond with 401. A 2xx also hides a wrong secret: YCM would take every message for delivered, and none would be applied.',
};
