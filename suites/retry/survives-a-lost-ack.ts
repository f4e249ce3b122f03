import {
  assumeEffect,
  defineRule,
  didChange,
  expectAcknowledged,
  expectSameState,
  fail,
  isSame,
  type Json,
  markOf,
  mentions,
  type RuleContext,
  stateInWords,
  tryEach,
} from '../../runner/rule-kit.ts';
import { type Loss, lossesOf } from './lost-acks/losses.ts';

export const survivesALostAck = defineRule({
  id: 'retry/survives-a-lost-ack',
  title: 'applies a message once if its ack is lost or late, and acknowledges the retry',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'retry-count', 'timeout'],
  why: 'YCM retries if the connection breaks between the work and the response. A receiver that marks the message as seen, then stops when the connection breaks, loses the message. A receiver that marks it only after the response applies it twice.',
  fix: "Apply the message and mark it as seen in one transaction. Don't let either depend on whether the sender is still connected.",
  inProduction:
    'The connection breaks while the receiver works. When the retry arrives, one receiver takes it for a duplicate and acknowledges it, although the message was never applied. The other does all the work a second time.',
  procedure: [
    'Hookswitch learns how long a response takes.',
    'It sends messages, each about its own PBX, and closes the connection without reading the response: immediately, after a quarter, half, three quarters and nearly all of that time, after 5, 20 and 80 ms, and at several points of the response. With --thorough, it also sends messages whose response arrives just before and just after each timeout from 3 to 10 seconds.',
    'It sends each message again. Your receiver must acknowledge the retry, and must have applied the message by then. If the message was applied before, the retry must change nothing.',
    'It sends one more duplicate of each, which must not change anything either.',
  ],
  lesson: 'mark-with-the-work',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'retry/acknowledges-duplicates',
    'retry/applies-once',
    'retry/remembers-long-enough',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const dids = ctx.dids(1);
    const plain = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids }));
    const showsDids = dids.every((info) => mentions(plain, markOf(ctx, info)));
    const losses = lossesOf(ctx.run, await responseTimeMs(ctx));
    await tryEach(ctx, losses, (part, loss) => loseAck(part, loss, showsDids));
  },
});

const timedMessages = 5;

/** The median of several response times while other rules run (ms). */
async function responseTimeMs(ctx: RuleContext): Promise<number> {
  const timeOne = async () => {
    const message = didChange(ctx, { dids: 2 });
    return (await ctx.deliver(message, { note: 'a message to measure the response time' })).elapsedMs;
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
  // The receiver may apply or drop a message whose sender has disconnected.
  const afterLoss = await ctx.observeChange(sn, before);
  expectAcknowledged(ctx, await ctx.deliver(message, { note: `the retry of ${what}` }));
  const wasApplied = isApplied(afterLoss);
  const afterRetry = await (wasApplied ? ctx.observeQuiet(sn) : ctx.observeChange(sn, afterLoss));
  if (!isApplied(afterRetry))
    fail(
      `the effect of ${what}, once its retry is acknowledged`,
      `none, state still ${stateInWords(afterRetry)}`,
    );
  if (wasApplied) expectSameState(afterLoss, afterRetry, `after the retry of ${what}`);

  await ctx.deliver(message, { note: `one more duplicate of ${what}` });
  expectSameState(afterRetry, await ctx.observeQuiet(sn), `after one more duplicate of ${what}`);
}
