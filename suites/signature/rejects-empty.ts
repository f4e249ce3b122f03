import { defineRule, expectAllRefused, given, messageToForge } from '../../runner/rule-kit.ts';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';

export const rejectsEmpty = defineRule({
  id: 'signature/rejects-empty',
  title: 'rejects a message with an empty or blank signature',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['signature-header', 'verify-signature'],
  why: 'An empty string is false in many languages, so a careless "if there is a signature" lets the message in.',
  fix: 'Treat an empty X-Signature like a wrong one: compare it in full, including its length, and respond 401.',
  inProduction:
    'The check for a missing header exists, but "X-Signature: " is a header with an empty string, which is false in PHP, Python and JavaScript. A forger adds one line and gets in.',
  tried:
    'Sends a genuine message, then messages with an empty X-Signature, with a space and with a tab. Expects a 4xx for each.',
  lesson: 'compare-in-full',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/rejects-malformed-signature',
    'signature/rejects-altered-signature',
  ],
  async run(ctx) {
    given(await ctx.deliver(messageToForge(ctx)));
    await expectAllRefused(ctx, [emptySignature(), emptySignature(' '), emptySignature('\t')]);
  },
});
