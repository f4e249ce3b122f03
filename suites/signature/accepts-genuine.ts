import { capacityReport, didEvents, didReport, testMessage } from '../../simulator/index.ts';
import { expectAcknowledged } from '../expect.ts';
import { defineRule, type RuleContext } from '../rule.ts';
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
    const sendings = genuineMessages(ctx).map(([note, message]) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectAcknowledged(ctx, sent);
  },
});

function genuineMessages(ctx: RuleContext): readonly (readonly [note: string, message: unknown])[] {
  const updateTime = ctx.updateTime();
  return [
    ['the genuine test message', testMessage],
    ...didEvents.map(
      (event) =>
        [
          `a genuine ${event} message`,
          [didReport({ sn: ctx.serial(), event, dids: ctx.dids(2), updateTime })],
        ] as const,
    ),
    ['a genuine capacity change', [capacityReport({ sn: ctx.serial(), updateTime })]],
    ['a genuine message with a + and a / in its signature', messageSignedWith(ctx, ['+', '/'])],
  ];
}
