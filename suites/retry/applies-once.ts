import {
  assumeEffect,
  capacityChange,
  defineRule,
  didChange,
  expectSameState,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';

export const appliesOnce = defineRule({
  id: 'retry/applies-once',
  title: 'applies a message only once, however often it arrives',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'documented',
  requirements: ['retry-on-failure'],
  why: 'YCM retries whenever an ack is late or lost. Applying a message twice duplicates records, emails and invoices.',
  fix: 'Recognize a duplicate by its content (there is no id), or replace the stored state only if updateTime is newer. Do it in the database: worker processes share no memory.',
  inProduction:
    'A response takes slightly longer than the timeout, and YCM retries the message. The record exists twice, the email is sent twice, and the customer is billed twice.',
  procedure: [
    'Hookswitch sends a DID change and waits for its effect.',
    'It sends the same message three more times. After a quiet period the state must be unchanged.',
    'It repeats this with a capacity change about another PBX.',
  ],
  lesson: 'newest-wins',
  detects: 'applied-duplicate',
  explainedBy: ['message/applies-simultaneous-messages', 'retry/acknowledges-duplicates'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await tryParts(ctx, ctx.sees.capacity ? [repeatsDids, repeatsCapacity] : [repeatsDids]);
  },
});

function repeatsDids(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  return repeat(ctx, sn, 'a DID change', didChange(ctx, { sn, dids: 2 }));
}

function repeatsCapacity(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  return repeat(ctx, sn, 'a capacity change', capacityChange(ctx, { sn }));
}

async function repeat(ctx: RuleContext, sn: string, kind: string, message: unknown): Promise<void> {
  const once = await assumeEffect(ctx, sn, message, kind);
  for (const nth of ['first', 'second', 'third']) {
    await ctx.deliver(message, { note: `the ${nth} duplicate of ${kind}` });
  }
  expectSameState(once, await ctx.observeQuiet(sn), `after 3 duplicates of ${kind}`);
}
