import { assumeAcknowledged, defineRule, expectAllRefused, messageToForge } from '../../runner/rule-kit.ts';
import { showTampering } from '../cases/show-case.ts';
import { change, changeFault, fixedChanges } from '../cases/tampered-bodies.ts';

export const rejectsTamperedBody = defineRule({
  id: 'signature/rejects-tampered-body',
  title: 'rejects a message that was changed anywhere after signing',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['verify-signature'],
  why: 'Anyone who can change a message in transit could assign DIDs and capacity at will.',
  fix: 'Compute the HMAC over the raw bytes as they arrived, before anything parses or trims them, and respond 401 if it differs.',
  inProduction:
    'The receiver computes the signature from only some fields of the message. A proxy or an attacker can change the others, such as the DIDs, and the signature still matches.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages that were changed after signing: with other values, with spaces inserted into the JSON, with a space before it, with a line break after it, and with no body at all.',
    'It sends messages with generated changes anywhere in the body: one bit or digit changed, one byte removed, or one space inserted.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'sign-raw-bytes',
  detects: 'tampered-body',
  explainedBy: ['signature/rejects-other-secret', 'signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = () => messageToForge(ctx, { dids: 2 });
    assumeAcknowledged(await ctx.deliver(message()));
    await expectAllRefused(ctx, fixedChanges, message);
    await ctx.forAll(change, (generated) => expectAllRefused(ctx, [changeFault(generated)], message), {
      show: showTampering,
    });
  },
});
