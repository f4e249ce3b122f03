import { givenEffect } from '../../runner/context/effects.ts';
import { expectAcknowledged, expectSameState, fail } from '../../runner/context/expect.ts';
import { type Loss, lossesOf } from '../../runner/context/losses.ts';
import { isSame, type Json, mentions, shorten } from '../../runner/observation/json.ts';
import { defineRule, type RuleContext } from '../../runner/rule.ts';
import { didReport } from '../../simulator/index.ts';

export const survivesALostAck = defineRule({
  id: 'retry/survives-a-lost-ack',
  title: 'applies a message once whose acknowledgement was lost or late, and acknowledges its retry',
  level: 'must',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'timeout'],
  why: 'When a connection breaks between the work and the answer, YCM sends again; a receiver that marks before it works loses the message, one that marks after the answer applies it twice.',
  hint: 'Write the effect and the mark of having seen it in one transaction, and let neither depend on whether the sender is still connected.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const dids = ctx.dids(1);
    const plain = await givenEffect(ctx, sn, [didReport({ sn, dids, updateTime: ctx.updateTime() })]);
    const showsDids = dids.every(({ did }) => mentions(plain, did));
    const losses = lossesOf(ctx, await answerTimeMs(ctx));
    // Where all PBXs are seen at once, what one message does would be seen beside another's.
    if (ctx.seesPbxAlone) await Promise.all(losses.map((loss) => loseAck(ctx, loss, showsDids)));
    else for (const loss of losses) await loseAck(ctx, loss, showsDids);
  },
});

const timedMessages = 5;

/** How long this receiver takes for an answer while all rules are at it: the median of some (ms). */
async function answerTimeMs(ctx: RuleContext): Promise<number> {
  const timeOne = async () => {
    const message = [didReport({ sn: ctx.serial(), dids: ctx.dids(2), updateTime: ctx.updateTime() })];
    return (await ctx.deliver(message, { note: 'a message to see when its answer comes' })).elapsedMs;
  };
  const times = await Promise.all(Array.from({ length: timedMessages }, timeOne));
  return times.sort((a, b) => a - b)[timedMessages >> 1] ?? 0;
}

async function loseAck(ctx: RuleContext, { what, how }: Loss, showsDids: boolean): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(2);
  const message = [didReport({ sn, dids, updateTime: ctx.updateTime() })];
  const before = await ctx.observe(sn);
  const isApplied = (state: Json) =>
    showsDids ? dids.every(({ did }) => mentions(state, did)) : !isSame(state, before);

  await ctx.deliver(message, how);
  // Whether a receiver drops what a sender has left or applies it is its own choice.
  const afterLoss = await ctx.observeChange(sn, before);
  expectAcknowledged(ctx, await ctx.deliver(message, { note: `the retry of ${what}` }));
  const wasApplied = isApplied(afterLoss);
  const afterRetry = await (wasApplied ? ctx.observeQuiet(sn) : ctx.observeChange(sn, afterLoss));
  if (!isApplied(afterRetry))
    fail(`has applied ${what} when its retry is acknowledged`, `shows ${shorten(afterRetry)}`);
  if (wasApplied) expectSameState(afterLoss, afterRetry, `after the retry of ${what}`);

  await ctx.deliver(message, { note: `one more repetition of ${what}` });
  expectSameState(afterRetry, await ctx.observeQuiet(sn), `after one more repetition of ${what}`);
}
