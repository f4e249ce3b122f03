import { objectsIn } from '../../../observation/index.ts';
import {
  assumeEffect,
  capacityChange,
  didChange,
  expectEffect,
  fail,
  type Json,
  markOf,
  mentions,
  newDidReport,
  type RuleContext,
  stateInWords,
} from '../../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../../simulator/index.ts';
import { inheritedNames, injectedName, withHostileField } from '../../cases/hostile-text.ts';

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
    fail(`the DID of ${note}`, `it is missing: ${stateInWords(seen)}`);
}

/** A PBX of which only the capacity is known has no DIDs, and none of another PBX. */
async function expectNoDids(ctx: RuleContext, others: readonly TrunkDidInfo[]): Promise<void> {
  const sn = ctx.serial();
  const note = `a capacity report about a new PBX, after reports about PBXs named ${inheritedNames.join(', ')}`;
  const state = await assumeEffect(ctx, sn, capacityChange(ctx, { sn }), note);
  const shown = others.find((info) => mentions(state, markOf(ctx, info)));
  if (shown === undefined) return;
  const owner = inheritedNames[others.indexOf(shown)];
  fail(`no DIDs after ${note}`, `the state shows DID ${shown.did} of the PBX named ${owner}`, lookUpInAMap);
}

const lookUpInAMap =
  'Keep PBXs in a Map, or in an object made by Object.create(null). In a plain object, pbxs["__proto__"] is the object that all others inherit from.';

/**
 * A field that is added to the object of one PBX may show up in all others, even in those that have received nothing since the check began.
 */
export async function expectNothingInjected(ctx: RuleContext): Promise<void> {
  const known = ctx.serial();
  await assumeEffect(ctx, known, didChange(ctx, { sn: known }));
  for (const name of inheritedNames)
    await ctx.deliver([withHostileField(newDidReport(ctx), name)], {
      note: `a report about another PBX, with a field named ${name}`,
    });
  for (const sn of [known, ...ctx.run.early().reports.map((report) => report.sn)]) {
    const state = await ctx.observeQuiet(sn);
    if (hasInjected(state))
      fail(
        `no ${injectedName} in the state of PBX ${sn}, since no report about it has such a field`,
        `state is ${stateInWords(state)}`,
        mergeNothing,
      );
  }
}

/** Not in a list, which may show the latest messages. */
function hasInjected(state: Json): boolean {
  const isInMessage = (key: string) => /^\d+$/.test(key) || inheritedNames.includes(key);
  return objectsIn(state).some(
    ({ path, fields }) => Object.hasOwn(fields, injectedName) && !path.some(isInMessage),
  );
}

const mergeNothing =
  'Read the fields you need by name. A deep merge of a report writes a field named __proto__ or constructor to the object that all others inherit from.';

/** Older than all messages of other rules (seconds): such a name may change the order of all PBXs. */
const longAgo = -120;
