import { showTampering } from '../../runner/properties/show-case.ts';
import { change, changeFault, fixedChanges } from '../../runner/properties/tampered-bodies.ts';
import { defineRule, expectAllRefused, given, messageToForge } from '../../runner/rule-kit.ts';

export const rejectsTamperedBody = defineRule({
  id: 'signature/rejects-tampered-body',
  title: 'rejects a message that was changed anywhere after signing',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['verify-signature'],
  why: 'Anyone who can change a message in transit could assign DIDs and capacity at will.',
  fix: 'Compute the HMAC over the raw bytes as they arrived, before anything parses or trims them, and respond 401 if it differs.',
  inProduction:
    'The receiver computes the signature from only some fields of the message. A proxy or an attacker can change the others, such as the DIDs, and the signature still matches.',
  tried:
    'Sends a genuine message, then messages that were changed after signing: other values, spaces inserted into the JSON, a space before it, a newline after it, no body at all. Then generated changes anywhere: one bit, one digit, one byte removed, one space inserted. Expects a 4xx for each.',
  lesson: 'sign-raw-bytes',
  explainedBy: ['signature/rejects-other-secret', 'signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = () => messageToForge(ctx, { dids: 2 });
    given(await ctx.deliver(message()));
    await expectAllRefused(ctx, fixedChanges, message);
    await ctx.forAll(change, (generated) => expectAllRefused(ctx, [changeFault(generated)], message), {
      show: showTampering,
    });
  },
});
