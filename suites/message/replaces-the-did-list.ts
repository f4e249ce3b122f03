import {
  assumeAcknowledged,
  assumeEffect,
  defineRule,
  didChange,
  fail,
  type Json,
  type RuleContext,
  showsDid,
  tryParts,
  unlikeDids,
} from '../../runner/rule-kit.ts';
import type { DidEvent, TrunkDidInfo } from '../../simulator/index.ts';

const replaceTheList =
  'Replace the stored DIDs of the PBX with the list, even if it is shorter, empty or as long as before. trunkDidInfoList is a snapshot, not a list of changes.';

export const replacesTheDidList = defineRule({
  id: 'message/replaces-the-did-list',
  title: "replaces a PBX's DIDs with the list of the newest report",
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'documented',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'If the receiver merges lists, a DID is never removed: calls to it reach a PBX that no longer owns it.',
  fix: replaceTheList,
  inProduction:
    'After a year of additions, each number belongs to three customers, calls reach whichever is found first, and someone has to repair the database by hand.',
  procedure: [
    'Hookswitch sends a report with three DIDs, a trunk_delete with one of them, and a did_delete with none. Each updateTime is 10 seconds later than the one before.',
    'After each message, the state must show the DIDs of its list and no others. Removed DIDs may stay if they are marked, for example as released.',
    'Hookswitch empties the lists of two more PBXs, one with a did_change and one with a trunk_delete, and replaces one of two DIDs of another PBX. The same must hold.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/keeps-distinct-messages',
    'message/applies-every-item',
  ],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    await tryParts(ctx, [
      shrinksTwice,
      (part) => empty(part, 'did_change'),
      (part) => empty(part, 'trunk_delete'),
      swapsOne,
    ]);
  },
});

async function shrinksTwice(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const all = ctx.dids(3);
  const first = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids: all }));
  expectShown(ctx, first, all, [], 'a report with three DIDs');
  const shorter = { kept: all.slice(1, 2), event: 'trunk_delete', offset: 10 } as const;
  const second = await replace(ctx, { sn, before: first, all, ...shorter });
  await replace(ctx, { sn, before: second, all, kept: [], event: 'did_delete', offset: 20 });
}

/** The list is as long as before. */
async function swapsOne(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const [kept, gone, added] = [ctx.dids(1), ctx.dids(1), ctx.dids(1)];
  const before = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids: [...kept, ...gone] }));
  const dids = [...kept, ...added];
  const note = 'a report that replaces one of two DIDs';
  assumeAcknowledged(await ctx.deliver(didChange(ctx, { sn, dids, offset: 10 }), { note }));
  expectShown(ctx, await ctx.observeChange(sn, before), dids, gone, note);
}

interface Replacement {
  readonly sn: string;
  readonly before: Json;
  readonly all: readonly TrunkDidInfo[];
  readonly kept: readonly TrunkDidInfo[];
  readonly event: DidEvent;
  readonly offset: number;
}

/** Whatever the event: an empty list is the PBX's current list. */
async function empty(ctx: RuleContext, event: DidEvent): Promise<void> {
  const [sn, all] = [ctx.serial(), ctx.dids(3)];
  const before = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids: all }));
  await replace(ctx, { sn, before, all, kept: [], event, offset: 10 });
}

async function replace(ctx: RuleContext, replacement: Replacement): Promise<Json> {
  const { sn, before, all, kept, event, offset } = replacement;
  const note = `a ${event} report whose list contains ${kept.length === 0 ? 'none' : 'one'} of three DIDs`;
  assumeAcknowledged(await ctx.deliver(didChange(ctx, { sn, event, dids: kept, offset }), { note }));
  const gone = all.filter((info) => !kept.includes(info));
  const state = await ctx.observeChange(sn, before);
  expectShown(ctx, state, kept, gone, note);
  return state;
}

function expectShown(
  ctx: RuleContext,
  state: Json,
  kept: readonly TrunkDidInfo[],
  gone: readonly TrunkDidInfo[],
  what: string,
): void {
  const missing = kept.find((info) => !showsDid(ctx, state, info));
  if (missing)
    fail(`DID ${missing.did} present after ${what}`, unlikeDids(ctx, state, kept, gone), keepListed);
  const left = gone.filter((info) => showsDid(ctx, state, info));
  const [first] = left;
  const fix = left.length === gone.length ? replaceTheListOrDeclareALog : undefined;
  if (first) fail(`DID ${first.did} gone after ${what}`, unlikeDids(ctx, state, kept, gone), fix);
}

/** An observer that shows a log looks the same as a list that is never replaced. */
const replaceTheListOrDeclareALog = `${replaceTheList} If your observer shows a log of what was applied, not the current state, add --observe-history.`;

const keepListed = {
  why: 'A DID that the newest list contains belongs to the PBX. If it is missing, callers hear that the number does not exist.',
  fix: 'Store every DID of the list, and remove only those that the list does not contain. Compare whole entries, not the number of DIDs.',
};
