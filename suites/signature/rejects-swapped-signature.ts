import { assumeAcknowledged, defineRule, didChange, expectAllRefused } from '../../runner/rule-kit.ts';
import { swappedSignature } from '../../simulator/faults/swapped-signature.ts';
import { serialize, testMessage } from '../../simulator/index.ts';

export const rejectsSwappedSignature = defineRule({
  id: 'signature/rejects-swapped-signature',
  title: 'rejects a message that has the genuine signature of another message',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['compute-signature', 'verify-signature'],
  why: 'Anyone who has seen one genuine message could send any other with its signature.',
  fix: "Compute the HMAC for every message, over its whole body. Don't keep a list of genuine signatures.",
  inProduction:
    'One genuine message from a log or a ticket is enough. Its signature works with any other body, because the receiver remembers signatures instead of computing them, or computes them over nothing.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends other messages with the signature of that message, of a genuine message that was never sent, of the test message, or of an empty body.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'check-first',
  detects: 'swapped-signature',
  explainedBy: ['signature/rejects-other-secret'],
  needs: ['carriage'],
  async run(ctx) {
    const known = didChange(ctx);
    const bytesOf = (value: unknown) => serialize(value, ctx.run.profile);
    assumeAcknowledged(await ctx.deliver(known));
    await expectAllRefused(ctx, [
      swappedSignature('with the signature of a genuine message that was sent just before', bytesOf(known)),
      swappedSignature(
        'with the signature of a genuine message that was never sent',
        bytesOf(didChange(ctx)),
      ),
      swappedSignature('with the signature of the test message', bytesOf(testMessage)),
      swappedSignature(),
    ]);
  },
});
