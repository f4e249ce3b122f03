import { inheritedNames } from '../../../runner/properties/hostile-text.ts';
import {
  capacityChange,
  didChange,
  expectEffect,
  fail,
  givenEffect,
  markOf,
  mentions,
  type RuleContext,
  shorten,
} from '../../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../../simulator/index.ts';

/** In a plain object, every other PBX inherits what is stored under __proto__. */
export async function expectNothingInherited(ctx: RuleContext): Promise<void> {
  // The responses don't matter.
  const inherited = ctx.dids(inheritedNames.length);
  for (const [n, sn] of inheritedNames.entries()) {
    const message = didChange(ctx, { sn, dids: inherited.slice(n, n + 1), offset: longAgo + 1 });
    await ctx.deliver(message, { note: `a report whose sn is ${sn}` });
  }
  if (ctx.sees.capacity && ctx.sees.marks && ctx.sees.state && !ctx.sees.allAtOnce)
    await expectNoDids(ctx, inherited);
  const [third, dids] = [ctx.serial(), ctx.dids(1)];
  const oldest = didChange(ctx, { sn: third, dids, offset: longAgo });
  const note = `an older report about a new PBX, after reports about PBXs named ${inheritedNames.join(', ')}`;
  const seen = await expectEffect(ctx, third, oldest, note);
  if (ctx.sees.marks && !dids.every((info) => mentions(seen, markOf(ctx, info))))
    fail(`the DID of ${note}`, `state is ${shorten(seen)}`);
}

/** A PBX of which only the capacity is known has no DIDs, and none of another PBX. */
async function expectNoDids(ctx: RuleContext, others: readonly TrunkDidInfo[]): Promise<void> {
  const sn = ctx.serial();
  const note = `a capacity report about a new PBX, after reports about PBXs named ${inheritedNames.join(', ')}`;
  const state = await givenEffect(ctx, sn, capacityChange(ctx, { sn }), note);
  const shown = others.find((info) => mentions(state, markOf(ctx, info)));
  if (shown === undefined) return;
  const owner = inheritedNames[others.indexOf(shown)];
  fail(`no DIDs after ${note}`, `the state shows DID ${shown.did} of the PBX named ${owner}`, lookUpInAMap);
}

const lookUpInAMap =
  'Keep PBXs in a Map, or in an object made by Object.create(null). In a plain object, pbxs["__proto__"] is the object that all others inherit from.';

/** Older than all messages of other rules (seconds): such a name may change the order of all PBXs. */
const longAgo = -120;
