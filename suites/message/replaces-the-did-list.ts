import {
  defineRule,
  didChange,
  fail,
  given,
  givenEffect,
  type Json,
  markOf,
  mentions,
  type RuleContext,
  shorten,
} from '../../runner/rule-kit.ts';
import type { DidEvent, TrunkDidInfo } from '../../simulator/index.ts';

export const replacesTheDidList = defineRule({
  id: 'message/replaces-the-did-list',
  title: 'takes the list of a report for all DIDs that the PBX has now',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'documented',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'A list that is added to what is known never lets go of a DID: calls to it go to a PBX that it was taken from.',
  fix: 'Replace what is known of the PBX by the list, also when it is shorter or empty; trunkDidInfoList is a snapshot, not a difference.',
  inProduction:
    'DIDs are added and never taken away. After a year each number belongs to three customers, calls go to whoever is found first, and the database has to be set right by hand.',
  tried:
    'Sends a report with three DIDs, a trunk_delete with one of them, and a did_delete with none, each 10 seconds later than the one before. After each, the DIDs of its list have to show, and those that it lacks to be gone.',
  lesson: 'newest-wins',
  explainedBy: ['retry/keeps-distinct-messages', 'message/applies-every-item'],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    const sn = ctx.serial();
    const all = ctx.dids(3);
    const first = await givenEffect(ctx, sn, didChange(ctx, { sn, dids: all }));
    expectShown(ctx, first, all, [], 'a report with three DIDs');
    const shorter = { kept: all.slice(1, 2), event: 'trunk_delete', offset: 10 } as const;
    const second = await replace(ctx, { sn, before: first, all, ...shorter });
    await replace(ctx, { sn, before: second, all, kept: [], event: 'did_delete', offset: 20 });
  },
});

interface Replacement {
  readonly sn: string;
  readonly before: Json;
  readonly all: readonly TrunkDidInfo[];
  readonly kept: readonly TrunkDidInfo[];
  readonly event: DidEvent;
  readonly offset: number;
}

async function replace(ctx: RuleContext, replacement: Replacement): Promise<Json> {
  const { sn, before, all, kept, event, offset } = replacement;
  const note = `a ${event} report whose list holds ${kept.length === 0 ? 'none' : 'one'} of three DIDs`;
  given(await ctx.deliver(didChange(ctx, { sn, event, dids: kept, offset }), { note }));
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
  const missing = kept.find((info) => !mentions(state, markOf(ctx, info)));
  if (missing) fail(`DID ${missing.did} present after ${what}`, `state ${shorten(state)}`);
  const left = gone.find((info) => mentions(state, markOf(ctx, info)));
  if (left) fail(`DID ${left.did} gone after ${what}`, `state ${shorten(state)}`);
}
