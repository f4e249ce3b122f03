import {
  capacityChange,
  defineRule,
  didChange,
  expectAcknowledged,
  given,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const acknowledgesARepetition = defineRule({
  id: 'retry/acknowledges-a-repetition',
  title: 'acknowledges a message that it has acknowledged before',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['acknowledge-with-2xx', 'resend-on-failure', 'retry-count'],
  why: 'A repetition that is refused, with 409 for instance, is sent again and again, and is recorded as failed though its message was received.',
  fix: 'Answer 2xx to what is known already: the sender only wants to hear that it arrived.',
  inProduction:
    'The first answer was lost on its way. YCM sends again and hears 409, which is no 2xx, so it sends again until its count is used up. The message counts as failed though it was received, and whoever watches the failures learns to look away.',
  tried:
    'Sends a DID change, a capacity change and the test message, and each of them three times more, byte for byte the same. Every repetition has to be acknowledged.',
  lesson: 'mark-with-the-work',
  async run(ctx) {
    await Promise.all([
      repeat(ctx, 'a DID change', didChange(ctx, { dids: 2 })),
      repeat(ctx, 'a capacity change', capacityChange(ctx)),
      repeat(ctx, 'the test message', testMessage),
    ]);
  },
});

async function repeat(ctx: RuleContext, kind: string, message: unknown): Promise<void> {
  given(await ctx.deliver(message, { note: kind }));
  for (const nth of ['first', 'second', 'third']) {
    expectAcknowledged(ctx, await ctx.deliver(message, { note: `the ${nth} duplicate of ${kind}` }));
  }
}
