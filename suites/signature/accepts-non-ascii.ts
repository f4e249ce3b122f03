import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  type Sent,
} from '../../runner/rule-kit.ts';
import { isRejected, serialize } from '../../simulator/index.ts';
import { naming, namingExamples } from '../cases/non-ascii-names.ts';
import { showName } from '../cases/show-case.ts';

export const acceptsNonAscii = defineRule({
  id: 'signature/accepts-non-ascii',
  title: 'accepts a genuine message with names in any script, as UTF-8 or as escapes',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'Customers with an umlaut, a Chinese character, an emoji or an & in a trunk name lose their events.',
  fix: 'Keep the body as bytes until the HMAC is computed. Decode it as UTF-8, not Latin-1, and use database columns that can store four-byte characters.',
  inProduction:
    'A receiver that was tested only in English gets a report about a trunk named "Zürich Süd". It computes the HMAC over Latin-1 text or over escapes, and the signature does not match. A trunk named "R&D" has the same effect if the receiver rewrites the JSON with & as \\u0026. Or it URL-decodes the message once too often, and fails on "50%25". Or the database rejects an emoji, and every retry ends in a 500.',
  procedure: [
    'Hookswitch sends a genuine message with a plain name.',
    'It sends messages with generated trunk names, written as UTF-8 or as \\u escapes. They have up to 200 characters: Latin with accents, Cyrillic, Arabic, Chinese, Japanese, Korean, Thai, combining characters, emoji, quotes, backslashes, <, >, &, + and %.',
    'Your receiver must respond with a 2xx to each message.',
  ],
  lesson: 'sign-raw-bytes',
  detects: 'rejected-genuine',
  explainedBy: ['signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = (trunkName: string) => didChange(ctx, { trunkName });
    assumeAcknowledged(await ctx.deliver(message('trunk')));
    await ctx.forAll(
      naming,
      async ({ trunkName, isEscaped }) => {
        const bytes = serialize(message(trunkName), { ...ctx.run.profile, escapeNonAscii: isEscaped });
        const note = `a genuine message with a name written as ${isEscaped ? 'escapes' : 'UTF-8'}`;
        const sent = await ctx.deliver(bytes, { note });
        expectAcknowledged(ctx, sent, isInvalid(sent) ? acceptNames : undefined);
      },
      { examples: namingExamples, show: showName },
    );
  },
});

/** Rejected, but not as forged. */
function isInvalid({ outcome }: Sent): boolean {
  return outcome.kind === 'response' && isRejected(outcome) && ![401, 403].includes(outcome.status);
}

const acceptNames =
  'Accept every text as a trunkName: people type quotes, <, & and letters of any script, and YCM sends them unchanged. If this status means a wrong signature, keep the body as bytes until the HMAC is computed, and decode it as UTF-8.';
