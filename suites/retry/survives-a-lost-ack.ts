import { type Loss, lossesOf } from '../../runner/context/losses.ts';
import {
  defineRule,
  didChange,
  expectAcknowledged,
  expectSameState,
  fail,
  givenEffect,
  isSame,
  type Json,
  markOf,
  mentions,
  type RuleContext,
  shorten,
} from '../../runner/rule-kit.ts';
import { option, sentence } from '../../text/option-words.ts';

export const survivesALostAck = defineRule({
  id: 'retry/survives-a-lost-ack',
  title: 'applies a message once whose acknowledgement was lost or late, and acknowledges its retry',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'timeout'],
  why: 'When a connection breaks between the work and the answer, YCM sends again; a receiver that marks before it works loses the message, one that marks after the answer applies it twice.',
  fix: 'Write the effect and the mark of having seen it in one transaction, and let neither depend on whether the sender is still connected.',
  inProduction:
    'The connection breaks while the receiver works. One that marked the message first and then gave up takes the retry for a repetition: the message is lost, and acknowledged. One that marks at the end does everything twice.',
  tried: sentence`Learns how long an answer takes. Then sends messages, each about a PBX of its own, and closes the connection without reading the answer: at once, after a quarter, a half, three quarters and nearly all of that time, after 5, 20 and 80 ms, and at several points of the answer. With ${option('thorough')} also lets answers come just inside and just outside of each timeout from 3 to 10 seconds. Then sends each message again: the retry has to be acknowledged, and the message to be applied by then. If it was applied before, the retry may change nothing; nor may one more repetition.`,
  lesson: 'mark-with-the-work',
  explainedBy: ['retry/acknowledges-a-repetition', 'retry/applies-once'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const dids = ctx.dids(1);
    const plain = await givenEffect(ctx, sn, didChange(ctx, { sn, dids }));
    const showsDids = dids.every((info) => mentions(plain, markOf(ctx, info)));
    const losses = lossesOf(ctx.run, await answerTimeMs(ctx));
    // Where all PBXs are seen at once, what one message does would be seen beside another's.
    if (ctx.sees.eachPbx) await Promise.all(losses.map((loss) => loseAck(ctx, loss, showsDids)));
    else for (const loss of losses) await loseAck(ctx, loss, showsDids);
  },
});

const timedMessages = 5;

/** How long this receiver takes for an answer while all rules are at it: the median of some (ms). */
async function answerTimeMs(ctx: RuleContext): Promise<number> {
  const timeOne = async () => {
    const message = didChange(ctx, { dids: 2 });
    return (await ctx.deliver(message, { note: 'a message to see when its answer comes' })).elapsedMs;
  };
  const times = await Promise.all(Array.from({ length: timedMessages }, timeOne));
  return times.sort((a, b) => a - b)[timedMessages >> 1] ?? 0;
}

async function loseAck(ctx: RuleContext, { what, how }: Loss, showsDids: boolean): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(2);
  const message = didChange(ctx, { sn, dids });
  const before = await ctx.observe(sn);
  const isApplied = (state: Json) =>
    showsDids ? dids.every((info) => mentions(state, markOf(ctx, info))) : !isSame(state, before);

  await ctx.deliver(message, how);
  // Whether a receiver drops what a sender has left or applies it is its own choice.
  const afterLoss = await ctx.observeChange(sn, before);
  expectAcknowledged(ctx, await ctx.deliver(message, { note: `the retry of ${what}` }));
  const wasApplied = isApplied(afterLoss);
  const afterRetry = await (wasApplied ? ctx.observeQuiet(sn) : ctx.observeChange(sn, afterLoss));
  if (!isApplied(afterRetry))
    fail(`the effect of ${what}, once its retry is acknowledged`, `state ${shorten(afterRetry)}`);
  if (wasApplied) expectSameState(afterLoss, afterRetry, `after the retry of ${what}`);

  await ctx.deliver(message, { note: `one more duplicate of ${what}` });
  expectSameState(afterRetry, await ctx.observeQuiet(sn), `after one more duplicate of ${what}`);
}
