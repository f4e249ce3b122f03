import {
  assumeAcknowledged,
  defineRule,
  expectAllRefused,
  messageSignedLike,
  withPlusAndSlash,
} from '../../runner/rule-kit.ts';
import { otherEncoding, otherEncodings } from '../../simulator/faults/other-encoding.ts';

export const rejectsOtherEncoding = defineRule({
  id: 'signature/rejects-other-encoding',
  title: "rejects the correct digest in any encoding other than the vendor's",
  level: 'should',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['compute-signature', 'signature-header'],
  why: 'YCM sends padded Base64 with nothing around it. Code that accepts another encoding is untested, and anyone can reach it.',
  fix: "Compare the text of X-Signature with the expected Base64 text. Don't decode it or try several forms.",
  inProduction:
    "Nobody tests the branches for hex, prefixes and JSON, because YCM sends none of them. The next careless change to such a branch lets forgeries in. If one signature has two encodings, a list of signatures that were already used doesn't help either.",
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages with the correct digest in other encodings: hex in lower and upper case, Base64url with and without padding, Base64 without padding, Base64 encoded twice, Base64 with its unused bits set, percent-encoded, after sha256= or v1=, with trailing text, in quotation marks, and in JSON.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'one-key-only',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/rejects-malformed-signature',
    'signature/rejects-altered-signature',
  ],
  needs: ['carriage'],
  async run(ctx) {
    // A signature without + and / is the same in Base64url.
    const message = () => messageSignedLike(ctx, withPlusAndSlash);
    assumeAcknowledged(await ctx.deliver(message()));
    await expectAllRefused(
      ctx,
      otherEncodings.map((encoding) => otherEncoding(encoding)),
      message,
    );
  },
});
