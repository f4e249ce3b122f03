import { isUnacknowledged, type ProbeResponse } from '../../runner/index.ts';
import type { AttemptRecord } from '../../schemas/generated/types.ts';
import { explanations } from '../../schemas/words/explanations.ts';
import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import { isAcknowledged, statusOf, testMessage } from '../../simulator/index.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { Probes } from '../facts.ts';
import { finalResponse, finalResponses } from '../final-responses.ts';
import { decisive, refusedLike } from '../follows.ts';
import { genuineInWords, isRefusedAsForged } from '../responses.ts';

/** The messages of every shape are too large, or only reports are. */
export const tooLarge: Cause = ({ genuine, probes: { size } }) => {
  const answer = finalResponse(genuine.dids);
  if (answer.isAcknowledged || (statusOf(answer) !== 413 && !size)) return undefined;
  const isRefusedSo = refusedLike(finalResponses(genuine));
  return {
    ...limitFound(size, genuineInWords(genuine), answer),
    follows: (result) => (size?.hangs && result.reasonCode === 'not-responding') || isRefusedSo(result),
  };
};

/** Short messages are acknowledged, and longer ones are not. */
export const hasSizeLimit: Cause = ({ results, probes: { size } }) => {
  if (!size) return undefined;
  const isLonger = (attempt: AttemptRecord | undefined): attempt is AttemptRecord =>
    attempt !== undefined && !isAcknowledged(attempt.outcome) && attempt.request.body.bytes >= size.accepted;
  const refused = results.flatMap((result) => decisive(result) ?? []).find(isLonger);
  if (!refused) return undefined;
  const { bytes } = refused.request.body;
  return {
    ...limitFound(
      size,
      [
        `sent ${refused.note ?? 'a genuine message'}, ${bytes} bytes long: ${outcomeInWords(refused.outcome)}`,
      ],
      refused,
    ),
    follows: (result) =>
      isLonger(decisive(result)) ||
      (isUnacknowledged(result.reasonCode) && result.evidence.attempts.some(isLonger)),
  };
};

function limitFound(
  size: Probes['size'],
  evidence: readonly string[],
  refused: ProbeResponse | AttemptRecord,
): FoundCause {
  const limit = size && size.accepted > 0 ? size.accepted : undefined;
  return {
    cause: 'too-large',
    title: tooLargeTitle(limit, size?.hangs),
    evidence: [
      ...evidence,
      ...(size && limit !== undefined
        ? [
            `sent test messages of different lengths: it accepts ${limit} bytes, and ${size.hangs ? "doesn't respond to" : 'rejects'} ${size.refused}`,
          ]
        : []),
    ],
    fix: `${explanations['too-large'].fix}${size?.hangs ? respond : ''}${isRefusedAsForged(refused) ? readAll : ''}`,
  };
}

const respond =
  ' Respond with a 413 to a body above your limit. Look for code that drops such a body and never responds.';

/** A part of the body has a different signature than the whole. */
const readAll =
  ' If nothing limits the size, your receiver may check the signature of only a part of the body: read it to its end first.';

const smallestBytes = Buffer.byteLength(JSON.stringify(testMessage));

function tooLargeTitle(limit: number | undefined, hangs = false): string {
  if (limit === undefined) return 'Your receiver rejects messages of any size as too large.';
  return limit < smallestBytes
    ? `Your receiver limits a body to about ${limit} bytes, and the smallest message of YCM has ${smallestBytes}.`
    : `Your receiver limits a body to about ${limit} bytes, and ${hangs ? "doesn't respond to" : 'rejects'} longer messages.`;
}
