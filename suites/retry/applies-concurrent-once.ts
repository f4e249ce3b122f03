import { describeDifferences, differences } from '../../runner/observation/difference.ts';
import { likenessOf, withoutNames } from '../../runner/observation/likeness.ts';
import {
  cannotTell,
  defineRule,
  didChange,
  fail,
  givenEffect,
  isSame,
  type Json,
  type RuleContext,
} from '../../runner/rule-kit.ts';

const copies = 5;

export const appliesConcurrentOnce = defineRule({
  id: 'retry/applies-concurrent-once',
  title: 'applies a message once that arrives several times at the same moment',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['resend-on-failure'],
  why: 'A slow answer runs into its own retry: two workers look, both find nothing, and both write.',
  fix: 'Let the database decide: one atomic write, such as an upsert guarded by updateTime or a unique key over the content, instead of a look and then a write.',
  inProduction:
    'The first attempt is still at work when its retry arrives. Two workers ask the database whether the message is known, both hear no, and both write. No test with one request at a time ever shows it.',
  tried:
    'Learns what one message leads to from messages that are sent once. Then sends a message 5 times at the same moment, three such crowds, each about a PBX of its own. What they lead to has to look like what single messages lead to, apart from serial numbers, DIDs and what differs between single ones as well.',
  lesson: 'newest-wins',
  explainedBy: ['retry/acknowledges-a-repetition', 'retry/applies-once'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    // What one message leads to is learned before and after, so that what goes with time does not count as a difference.
    const before = await Promise.all([single(ctx), single(ctx)]);
    const crowded = await Promise.all([crowd(ctx), crowd(ctx), crowd(ctx)]);
    const after = await Promise.all([single(ctx), single(ctx)]);
    const likeness = likenessOf([...before, ...after]);
    const found = crowded.map((state) => differences(likeness, state)).find(({ length }) => length > 0);
    if (found)
      fail(
        `the same state after ${copies} simultaneous copies of a message as after a single one`,
        describeDifferences(found),
      );
  },
});

function newMessage(ctx: RuleContext) {
  const sn = ctx.serial();
  const dids = ctx.dids(1);
  const names = [sn, ...dids.map(({ did }) => did)];
  return { sn, names, message: didChange(ctx, { sn, dids }) };
}

/** The state that a message leads to which arrives once. */
async function single(ctx: RuleContext): Promise<Json> {
  const { sn, names, message } = newMessage(ctx);
  return withoutNames(await givenEffect(ctx, sn, message), names);
}

/** The state that a message leads to which arrives several times at once. */
async function crowd(ctx: RuleContext): Promise<Json> {
  const { sn, names, message } = newMessage(ctx);
  const before = await ctx.observe(sn);
  const note = `one of ${copies} copies of a message at the same moment`;
  const sendings = await Promise.all(Array.from({ length: copies }, () => ctx.deliver(message, { note })));
  if (!sendings.some((sent) => sent.isAcknowledged)) {
    cannotTell({
      because: 'nothing-acknowledged',
      detail: `none of ${copies} copies of a message that arrived at the same moment was acknowledged`,
    });
  }
  if (isSame(await ctx.observeChange(sn, before), before)) {
    fail(
      `the effect of a message that arrives ${copies} times at the same moment`,
      'message acknowledged, but no effect',
    );
  }
  return withoutNames(await ctx.observeQuiet(sn), names);
}
