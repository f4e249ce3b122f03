import {
  defineRule,
  expectAllRefused,
  given,
  messageSignedLike,
  withPlusAndSlash,
} from '../../runner/rule-kit.ts';
import { otherEncoding, otherEncodings } from '../../simulator/faults/other-encoding.ts';

export const rejectsOtherEncoding = defineRule({
  id: 'signature/rejects-other-encoding',
  title: 'refuses the right digest when it is not written as the vendor writes it',
  level: 'should',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['compute-signature', 'signature-header'],
  why: 'YCM writes Base64 with padding and nothing around it: every further writing that is accepted is untested code in front of the door.',
  fix: 'Compare the text of X-Signature with the expected Base64 text, instead of decoding it or trying several forms.',
  inProduction:
    'Nobody tests the branches for hex, prefixes and JSON, since YCM sends none of them: they are where the next careless change opens the door, and two ways of writing one signature also defeat whoever keeps a list of those seen.',
  tried:
    'After a genuine message, sends messages with the right digest written otherwise: hex in lower and upper case, Base64url with and without padding, Base64 without padding, twice encoded, with its unused bits set, percent-encoded, after sha256= and v1=, with text behind it, in quotation marks, in JSON. All have to be refused.',
  lesson: 'one-key-only',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/refuses-calmly',
    'signature/rejects-altered-signature',
  ],
  needs: ['carriage'],
  async run(ctx) {
    // A signature without + and / is the same in Base64url.
    const message = () => messageSignedLike(ctx, withPlusAndSlash);
    given(await ctx.deliver(message()));
    await expectAllRefused(
      ctx,
      otherEncodings.map((encoding) => otherEncoding(encoding)),
      message,
    );
  },
});
