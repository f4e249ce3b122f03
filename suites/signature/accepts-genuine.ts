import { capacityReport, didEvents, didReport, testMessage } from '../../simulator/index.ts';
import { expectAcknowledged } from '../expect.ts';
import { defineRule } from '../rule.ts';

export const acceptsGenuine = defineRule({
  id: 'signature/accepts-genuine',
  title: 'accepts every kind of message that is signed as the vendor says',
  level: 'must',
  basis: 'documented',
  requirements: ['compute-signature', 'signature-header'],
  why: 'A receiver that refuses genuine messages loses every event, however good the rest of it is.',
  hint: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)): the secret is used as text, the digest is Base64 and not hex.',
  async run(ctx) {
    const sn = ctx.serial();
    const dids = ctx.dids(2);
    const messages: readonly (readonly [string, unknown])[] = [
      ['the genuine test message', testMessage],
      ...didEvents.map(
        (event, n) =>
          [
            `a genuine ${event} message`,
            [didReport({ sn, event, dids, updateTime: ctx.updateTime(n) })],
          ] as const,
      ),
      ['a genuine capacity change', [capacityReport({ sn: ctx.serial(), updateTime: ctx.updateTime() })]],
    ];
    for (const [note, message] of messages) expectAcknowledged(ctx, await ctx.deliver(message, { note }));
  },
});
