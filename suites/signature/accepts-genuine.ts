import { expectAcknowledged } from '../expect.ts';
import { genuineMessages, isNotServed, leaveToOtherRules, missOf } from '../genuine.ts';
import { defineRule } from '../rule.ts';
import { messageSignedWith } from '../stimuli.ts';

export const acceptsGenuine = defineRule({
  id: 'signature/accepts-genuine',
  title: 'accepts every kind of message that is signed as the vendor says',
  level: 'must',
  basis: 'documented',
  requirements: ['compute-signature', 'signature-header'],
  why: 'A receiver that refuses genuine messages loses every event, however good the rest of it is.',
  hint: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)): the secret is used as text, the digest is Base64 and not hex, and nothing is decoded or lower-cased.',
  async run(ctx) {
    const messages = [
      ...genuineMessages(ctx),
      ['a genuine message with a + and a / in its signature', messageSignedWith(ctx, ['+', '/'])] as const,
    ];
    const sent = await Promise.all(messages.map(([note, message]) => ctx.deliver(message, { note })));
    const forged = sent.find((one) => missOf(one) === 'taken-for-forged');
    if (forged) expectAcknowledged(ctx, forged);
    if (sent.some((one) => one.isAcknowledged) || sent.every(isNotServed)) leaveToOtherRules(sent);
    const refused = sent.find((one) => ['refused', 'broken'].includes(missOf(one) ?? ''));
    if (refused) expectAcknowledged(ctx, refused);
    leaveToOtherRules(sent);
  },
});
