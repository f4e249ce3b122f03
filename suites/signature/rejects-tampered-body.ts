import { change, changeFault, fixedChanges } from '../../runner/properties/tampered-bodies.ts';
import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';

export const rejectsTamperedBody = defineRule({
  id: 'signature/rejects-tampered-body',
  title: 'refuses a message that was changed after it was signed, at whatever place',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['verify-signature'],
  why: 'Whoever can change a message on its way can assign DIDs and capacity as they like.',
  fix: 'Compute the HMAC over the raw bytes as they arrived, before anything parses or trims them, and refuse with 401 when it differs.',
  inProduction:
    'A signature that covers only some fields, or the JSON after parsing, lets a proxy or an attacker on the line change the rest: other DIDs, another PBX, and the signature still fits.',
  tried:
    'After a genuine message, sends messages that were changed after signing: other DIDs, spaces put into the JSON, a space before it, a newline after it, no body at all. Then generated changes at any place: one bit, one digit, one byte taken out, one space put in. All have to be refused.',
  lesson: 'sign-raw-bytes',
  explainedBy: ['signature/rejects-other-secret', 'signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = () => didChange(ctx, { dids: 2 });
    given(await ctx.deliver(message()));
    await expectAllRefused(ctx, fixedChanges, message);
    await ctx.forAll(change, (drawn) => expectAllRefused(ctx, [changeFault(drawn)], message));
  },
});
