import { expectRefused, given } from '../../runner/context/expect.ts';
import { messageSignedLike, withPlusAndSlash } from '../../runner/context/stimuli.ts';
import { defineRule } from '../../runner/rule.ts';
import { otherEncoding, otherEncodings } from '../../simulator/faults/other-encoding.ts';

export const rejectsOtherEncoding = defineRule({
  id: 'signature/rejects-other-encoding',
  title: 'refuses the right digest when it is not written as the vendor writes it',
  level: 'should',
  basis: 'derived',
  requirements: ['compute-signature', 'signature-header'],
  why: 'YCM writes Base64 with padding and nothing around it: every further writing that is accepted is untested code in front of the door.',
  hint: 'Compare the text of X-Signature with the expected Base64 text, instead of decoding it or trying several forms.',
  needs: ['carriage'],
  async run(ctx) {
    // A signature without + and / is the same in Base64url.
    const message = () => messageSignedLike(ctx, withPlusAndSlash);
    given(await ctx.deliver(message()));
    const sendings = otherEncodings.map((encoding) =>
      ctx.deliver(message(), { fault: otherEncoding(encoding) }),
    );
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
  },
});
