import {
  cannotTell,
  capacityChange,
  defineRule,
  didChange,
  fail,
  given,
  givenEffect,
  isSame,
  type Json,
  markOf,
  mentions,
  type RuleContext,
  shorten,
} from '../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../simulator/index.ts';

export const keepsDistinctMessages = defineRule({
  id: 'retry/keeps-distinct-messages',
  title: 'applies a newer report even if its content matches an earlier one',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['event-report', 'current-did-list', 'update-time'],
  why: 'DIDs are removed and assigned again. A receiver that takes the second assignment for a duplicate of the first leaves the PBX without its numbers.',
  fix: 'Include updateTime in what identifies a duplicate. Keep one updateTime for the DIDs and another for the capacity of a PBX.',
  inProduction:
    'A DID moves to another PBX and comes back the next day. Apart from its updateTime, the report matches one from two days ago. The receiver drops it as a duplicate, and the PBX stays without its number. Callers hear that the number does not exist.',
  tried:
    'Sends a DID change, a change to another DID, and a change back to the first: each must take effect. Each updateTime is 10 seconds later than the one before. Repeats this with capacity reports. Then sends a DID change that is older than the capacity report before it: it must take effect too, because the two kinds are independent.',
  lesson: 'newest-wins',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await givesDidsBack(ctx);
    if (!ctx.sees.capacity) return;
    await givesCapacityBack(ctx);
    await bringsDidsAfterCapacity(ctx);
  },
});

async function givesDidsBack(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const [dids, others] = [ctx.dids(1), ctx.dids(1)];
  const first = await givenEffect(ctx, sn, didChange(ctx, { sn, dids }), 'a DID change');
  const isShown = mentionsAll(ctx, first, dids);
  const other = didChange(ctx, { sn, dids: others, offset: 10 });
  const change = { note: 'a DID change to another DID', message: other, isShown };
  const second = await applied(ctx, sn, first, change);
  const again = didChange(ctx, { sn, dids, offset: 20 });
  const back = { note: 'a DID change back to the first DID', message: again, isShown };
  const last = await applied(ctx, sn, second, back);
  if (isShown && !mentionsAll(ctx, last, dids))
    fail('a DID that was removed and assigned again is present', `state ${shorten(last)}`);
}

async function givesCapacityBack(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const change = (extensions: string, offset: number) =>
    capacityChange(ctx, { sn, repository: { extensions }, offset });
  const first = await givenEffect(ctx, sn, change('3571', 0), 'a capacity change');
  const isShown = mentions(first, '3571');
  const other = { note: 'a capacity change to another capacity', message: change('7193', 10), isShown };
  const second = await applied(ctx, sn, first, other);
  const back = { note: 'a capacity change back to the first', message: change('3571', 20), isShown };
  await applied(ctx, sn, second, back);
}

/** The two kinds of report are independent: the older one may arrive later. */
async function bringsDidsAfterCapacity(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const capacity = capacityChange(ctx, { sn, offset: 20 });
  const before = await givenEffect(ctx, sn, capacity, 'a capacity change');
  const message = didChange(ctx, { sn, offset: 10 });
  const note = 'a DID change that is older than the capacity of its PBX';
  await applied(ctx, sn, before, { note, message, isShown: true });
}

interface Change {
  readonly note: string;
  readonly message: unknown;
  /** Whether the observer shows what the message changes. */
  readonly isShown: boolean;
}

/** The state after a new message; it must differ from the state before. */
async function applied(ctx: RuleContext, sn: string, before: Json, change: Change): Promise<Json> {
  const { note, message, isShown } = change;
  given(await ctx.deliver(message, { note }));
  const after = await ctx.observeChange(sn, before);
  if (!isSame(after, before)) return after;
  if (!isShown)
    cannotTell({ because: 'no-effect-shown', detail: `the observer does not show what ${note} changes` });
  return fail(`the effect of ${note}`, `state still ${shorten(after)}`);
}

function mentionsAll(ctx: RuleContext, state: Json, dids: readonly TrunkDidInfo[]): boolean {
  return dids.every((info) => mentions(state, markOf(ctx, info)));
}
