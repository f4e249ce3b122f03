import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';

export const rejectsEmpty = defineRule({
  id: 'signature/rejects-empty',
  title: 'refuses a message whose signature is empty or blank',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['signature-header', 'verify-signature'],
  why: 'An empty text is false in many languages, so a careless "if there is a signature" lets it through.',
  fix: 'Treat an empty X-Signature like a wrong one: compare it in full, its length included, and answer 401.',
  inProduction:
    'The check for a missing header is there, but "X-Signature: " is a header with an empty text, which is false in PHP, Python and JavaScript: the forger adds one line and is in.',
  tried:
    'After a genuine message, sends three with an empty X-Signature, one of a space and one of a tab. All have to be refused with a 4xx.',
  lesson: 'compare-in-full',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/refuses-calmly',
    'signature/rejects-altered-signature',
  ],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllRefused(ctx, [emptySignature(), emptySignature(' '), emptySignature('\t')]);
  },
});
