import {
  assumeAcknowledged,
  assumeEffect,
  cannotTell,
  capacityChange,
  didChange,
  fail,
  isSame,
  type RuleContext,
  showsBothKinds,
  stateInWords,
} from '../../../runner/rule-kit.ts';

/** The two kinds of report are independent: the older one may arrive later, whether DIDs are known already or not. */
export async function bringsDidsAfterCapacity(ctx: RuleContext, knowsDids: boolean): Promise<void> {
  const sn = ctx.serial();
  if (knowsDids) await assumeEffect(ctx, sn, didChange(ctx, { sn }), 'a DID change');
  const capacity = capacityChange(ctx, { sn, offset: 20 });
  const before = await assumeEffect(ctx, sn, capacity, 'a capacity change');
  const dids = (offset: number) => didChange(ctx, { sn, dids: 2, offset });
  const note = `a DID change that is older than the capacity of its PBX${knowsDids ? ', and newer than its DIDs' : ''}`;
  assumeAcknowledged(await ctx.deliver(dids(10), { note }));
  const after = await ctx.observeChange(sn, before);
  if (!isSame(after, before)) return;
  if (!(await showsBothKinds(ctx))) cannotTell({ reasonCode: 'no-effect-shown', detail: showsOneKind });
  assumeAcknowledged(await ctx.deliver(dids(30), { note: 'a DID change that is newer than both' }));
  const isSharedClock = !isSame(await ctx.observeChange(sn, after), after);
  fail(
    `the effect of ${note}`,
    `acknowledged, but state still ${stateInWords(after)}`,
    isSharedClock ? keepTwoTimes : undefined,
  );
}

const keepTwoTimes =
  'Keep one updateTime for the DIDs of a PBX and another for its capacity, and compare a report only with the last one of its kind. Your receiver ignores a DID change that is older than the last capacity report, and applies one that is newer than both: it has one clock for both kinds.';

const showsOneKind = 'the observer does not show the DIDs of a PBX after a newer capacity report about it';

/** A DID report and a capacity report of the same second are never duplicates of each other. */
export async function bringsBothKindsInOneSecond(ctx: RuleContext): Promise<void> {
  const note = 'a capacity change with the updateTime of the DID change before it';
  // First with a later second: the observer may not show what a capacity report changes in a known PBX.
  let isShown = false;
  for (const offset of [20, 10]) {
    const sn = ctx.serial();
    const before = await assumeEffect(ctx, sn, didChange(ctx, { sn, offset: 10 }), 'a DID change');
    const message = capacityChange(ctx, { sn, offset });
    assumeAcknowledged(
      await ctx.deliver(message, { note: offset === 10 ? note : 'a later capacity change' }),
    );
    const after = await ctx.observeChange(sn, before);
    const hasEffect = !isSame(after, before);
    if (isShown && !hasEffect)
      fail(`the effect of ${note}`, `acknowledged, but state still ${stateInWords(after)}`);
    isShown = hasEffect;
    if (!isShown) return;
  }
}
