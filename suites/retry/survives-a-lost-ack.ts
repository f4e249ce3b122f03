import { lostAck } from '../../simulator/faults/lost-ack.ts';
import { didReport } from '../../simulator/index.ts';
import { givenEffect } from '../effects.ts';
import { expectAcknowledged, expectSameState, fail } from '../expect.ts';
import { isSame, type Json, mentions, shorten } from '../json.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** How long after it was sent the connection is closed (ms): before, during and after the work of most receivers. */
const momentsMs = [0, 5, 20, 80];

export const survivesALostAck = defineRule({
  id: 'retry/survives-a-lost-ack',
  title: 'applies a message once whose acknowledgement was lost, and acknowledges its retry',
  level: 'must',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count'],
  why: 'When a connection breaks between the work and the answer, YCM sends again; a receiver that marks before it works loses the message, one that marks after the answer applies it twice.',
  hint: 'Write the effect and the mark of having seen it in one transaction, and let neither depend on whether the sender is still connected.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const dids = ctx.dids(1);
    const plain = await givenEffect(ctx, sn, [didReport({ sn, dids, updateTime: ctx.updateTime() })]);
    const showsDids = dids.every(({ did }) => mentions(plain, did));
    await Promise.all(momentsMs.map((afterMs) => loseAck(ctx, afterMs, showsDids)));
  },
});

async function loseAck(ctx: RuleContext, afterMs: number, showsDids: boolean): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(2);
  const message = [didReport({ sn, dids, updateTime: ctx.updateTime() })];
  const before = await ctx.observe(sn);
  const isApplied = (state: Json) =>
    showsDids ? dids.every(({ did }) => mentions(state, did)) : !isSame(state, before);

  await ctx.deliver(message, { fault: lostAck(afterMs) });
  // Whether a receiver drops what a sender has left or applies it is its own choice.
  const afterLoss = await ctx.observeChange(sn, before);
  const what = `a message whose connection was closed ${afterMs} ms after it was sent`;
  expectAcknowledged(ctx, await ctx.deliver(message, { note: `the retry of ${what}` }));
  const wasApplied = isApplied(afterLoss);
  const afterRetry = await (wasApplied ? ctx.observeQuiet(sn) : ctx.observeChange(sn, afterLoss));
  if (!isApplied(afterRetry))
    fail(`has applied ${what} when its retry is acknowledged`, `shows ${shorten(afterRetry)}`);
  if (wasApplied) expectSameState(afterLoss, afterRetry, `after the retry of ${what}`);

  await ctx.deliver(message, { note: `one more repetition of ${what}` });
  expectSameState(afterRetry, await ctx.observeQuiet(sn), `after one more repetition of ${what}`);
}
