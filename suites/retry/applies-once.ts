import {
  capacityChange,
  defineRule,
  didChange,
  expectSameState,
  givenEffect,
  type RuleContext,
} from '../../runner/rule-kit.ts';

export const appliesOnce = defineRule({
  id: 'retry/applies-once',
  title: 'applies a message once, however often it is repeated',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'documented',
  requirements: ['resend-on-failure'],
  why: 'YCM sends again whenever an answer was late or lost; what is applied twice shows as doubled records, mails and bills.',
  fix: 'A repetition has no id: recognise it by its content, or make applying it a replacement guarded by updateTime.',
  inProduction:
    'The answer took a little longer than the timeout. The message comes again, and the record is there twice, the mail goes out twice, the customer is billed twice.',
  tried:
    'Sends a DID change and waits for its effect, then sends it three times more. After a quiet time the state has to be what it was after the first. The same with a capacity change about another PBX.',
  lesson: 'newest-wins',
  explainedBy: ['retry/acknowledges-a-repetition'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const [one, other] = [ctx.serial(), ctx.serial()];
    await repeat(ctx, one, 'a DID change', didChange(ctx, { sn: one, dids: 2 }));
    if (ctx.sees.capacity) await repeat(ctx, other, 'a capacity change', capacityChange(ctx, { sn: other }));
  },
});

async function repeat(ctx: RuleContext, sn: string, kind: string, message: unknown): Promise<void> {
  const once = await givenEffect(ctx, sn, message, kind);
  for (const nth of ['first', 'second', 'third']) {
    await ctx.deliver(message, { note: `the ${nth} duplicate of ${kind}` });
  }
  expectSameState(once, await ctx.observeQuiet(sn), `after 3 duplicates of ${kind}`);
}
