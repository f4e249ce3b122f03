import { isAcknowledged } from '../../../simulator/index.ts';
import { onlyWith, option, sentence } from '../../../text/option-words.ts';
import { answerInWords, finalAnswer, genuineInWords, isRefusedAsForged } from '../answers.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { SignatureProbes } from '../facts.ts';
import { decisive, lacksRefusal } from '../follows.ts';

/** It accepts messages that are signed with a known mistake. */
export const causeSignedWrongly: Cause = ({ probes }) => {
  const { accepted, refused } = probes.signature ?? {};
  const [first] = accepted?.mistakes ?? [];
  if (!accepted || !first || !refused) return undefined;
  const { mistakes, answer } = accepted;
  const does = mistakes.map((mistake) => mistake.does).join(' and ');
  return {
    cause: first.cause,
    title: `Your receiver ${does}.`,
    evidence: [
      `sent a DID change, correctly signed: ${answerInWords(refused)}`,
      `sent one signed the way your receiver expects: ${answerInWords(answer)}`,
    ],
    fix: [...new Set(mistakes.map(({ fix }) => fix))].join(' '),
  };
};

/** It rejects correctly signed messages, and accepts no known mistake. */
export const causeOtherSecret: Cause = ({ probes, genuine, secret }) => {
  const { signature } = probes;
  const isRefused = [genuine.dids, genuine.capacity].map(finalAnswer).every(isRefusedAsForged);
  if (!signature || signature.accepted || !(isRefused || signature.acceptsRetired)) return undefined;
  return {
    cause: 'other-secret',
    title: titleOf(signature),
    evidence: [...genuineInWords(genuine), ...triedInWords(signature)],
    fix: signature.acceptsRetired
      ? "Configure your receiver with the webhook's current secret, and restart it."
      : sentence`Compare the secrets by fingerprint. The check uses ${secret}. To get the fingerprint of your receiver's secret, run this in a shell where SECRET contains it: \`printf %s "$SECRET" | sha256sum | cut -c1-8\`. If the fingerprints match, compare the unmodified X-Signature with Base64(HMAC-SHA256(secret, raw body)).${otherHeader}`,
  };
};

/** A gateway in front of the receiver responds with the same status. */
const otherHeader = onlyWith(
  'headers',
  sentence` If the receiver also requires another header, such as an API key, add it with ${option('headers')}.`,
);

/** Another secret is likely only if the receiver was sent every known mistake and accepts none. */
function titleOf({ tried, known, acceptsRetired }: SignatureProbes): string {
  if (acceptsRetired) return "Your receiver still uses the webhook's previous secret.";
  const rejects = 'Your receiver rejects correctly signed messages';
  return tried < known
    ? `${rejects}: it uses another secret, or makes a mistake with the signature.`
    : `${rejects}: it probably uses another secret.`;
}

function triedInWords({ tried, known, acceptsRetired }: SignatureProbes): string[] {
  if (acceptsRetired) return ['sent a DID change signed with the retired secret: acknowledged'];
  if (tried === 0)
    return [`tried none of ${known} known signing mistakes: the first ones got no response, or a 429`];
  const all =
    tried >= known ? `all ${known} known signing mistakes` : `${tried} of ${known} known signing mistakes`;
  return [`tried ${all} (hex, re-serialized JSON, another header, …), one message each: none was accepted`];
}

/** The receiver checks nothing, or only whether there is a signature. The messages of these rules have nothing else in common. */
const tellingForgeries = [
  'signature/rejects-other-secret',
  'signature/rejects-swapped-signature',
  'signature/rejects-tampered-body',
  'signature/rejects-altered-signature',
];

/** It acknowledges messages with any signature, and perhaps without one. */
export const noSignatureCheck: Cause = ({ results }) => {
  const attemptOf = (id: string) => {
    const result = results.find((other) => other.id === id);
    const attempt = result && decisive(result);
    return attempt && isAcknowledged(attempt.outcome) ? attempt : undefined;
  };
  const missing = attemptOf('signature/rejects-missing');
  const others = tellingForgeries.map(attemptOf);
  if (others.includes(undefined)) return undefined;
  const attempts = missing ? [missing, ...others] : others;
  const isApplied = results.find(({ id }) => id === 'signature/rejected-has-no-effect')?.verdict !== 'pass';
  return {
    ...(isApplied ? appliesForgeries(missing === undefined) : acknowledgesForgeries),
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

const acknowledgesForgeries: Pick<FoundCause, 'cause' | 'title' | 'fix'> = {
  cause: 'acknowledges-forgeries',
  title: "Your receiver responds 2xx to forged messages, although it doesn't apply them.",
  fix: 'If the signature is wrong, respond with 401. A 2xx also hides a wrong secret: YCM would take every message for delivered, and none would be applied.',
};
