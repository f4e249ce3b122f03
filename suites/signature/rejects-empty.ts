import { assumeAcknowledged, defineRule, expectAllRefused, messageToForge } from '../../runner/rule-kit.ts';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';

export const rejectsEmpty = defineRule({
  id: 'signature/rejects-empty',
  title: 'rejects a message with an empty or blank signature',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['signature-header', 'verify-signature'],
  why: 'An empty string is false in many languages, so a check such as "if there is a signature" lets the message in.',
  fix: 'Treat an empty X-Signature like a wrong one: compare it in full, including its length, and respond 401.',
  inProduction:
    'The receiver checks for a missing header, but "X-Signature: " is a header with an empty string, which is false in PHP, Python and JavaScript. A forger adds one line and gets in.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages whose X-Signature is empty, a space or a tab.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'compare-in-full',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/rejects-malformed-signature',
    'signature/rejects-altered-signature',
  ],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    await expectAllRefused(ctx, [emptySignature(), emptySignature(' '), emptySignature('\t')]);
  },
});
