import {
  assumeAcknowledged,
  assumeEffect,
  didChange,
  fail,
  type Json,
  markOf,
  mentions,
  type RuleContext,
  unlikeDids,
} from '../../../runner/rule-kit.ts';

/** A DID that moves between two PBXs. `to` has it in the end, by its newest report. In between, both may show it, or only one. */
interface Move {
  /** Completes "after it moved there from another PBX". */
  readonly how: string;
  /** In the order of arrival: the PBX, whether it lists the DID, and its updateTime. */
  readonly reports: readonly (readonly [pbx: 'from' | 'to', lists: boolean, offset: number])[];
}

export const moves: readonly Move[] = [
  {
    how: ', whose newest report comes last',
    reports: [
      ['from', true, 0],
      ['to', true, 10],
      ['from', false, 20],
    ],
  },
  {
    how: ', whose report without it is older but arrives last',
    reports: [
      ['from', true, 0],
      ['to', true, 20],
      ['from', false, 10],
    ],
  },
  {
    how: ', whose older report with it arrives last',
    reports: [
      ['to', true, 10],
      ['from', true, 0],
    ],
  },
  {
    how: ' and back, and the other PBX reports last',
    reports: [
      ['to', true, 0],
      ['from', true, 10],
      ['to', true, 30],
      ['from', false, 20],
    ],
  },
];

export async function expectMoved(ctx: RuleContext, { how, reports }: Move): Promise<void> {
  const pbxs = { from: ctx.serial(), to: ctx.serial() };
  const dids = ctx.dids(1);
  const [{ did } = { did: '' }] = dids;
  const shows = (state: Json) => dids.every((info) => mentions(state, markOf(ctx, info)));
  const [first, ...later] = reports.map(([pbx, lists, offset]) => {
    const message = didChange(ctx, { sn: pbxs[pbx], dids: lists ? dids : [], offset });
    const note = `a report of the PBX that ${pbx === 'to' ? 'has the DID in the end' : 'had the DID'}, ${lists ? 'with' : 'without'} it`;
    return { sn: pbxs[pbx], message, note };
  });
  if (!first || !shows(await assumeEffect(ctx, first.sn, first.message, first.note))) return;
  for (const { message, note } of later) {
    assumeAcknowledged(await ctx.deliver(message, { note }));
    await ctx.catchUp();
  }
  const state = await ctx.observeQuiet(pbxs.to);
  if (shows(state)) return;
  const what = `DID ${did} present in the PBX whose newest report lists it, after it moved there from another PBX${how}`;
  fail(what, unlikeDids(ctx, state, dids, []), storeUnderBoth);
}

const storeUnderBoth =
  "Apply each PBX's list by itself: insert every DID that it lists, and remove only the DIDs of its own sn. A DID that moves may be listed by the new PBX before the old one drops it, so a DID isn't unique without the sn. If a number may have only one owner, let the newest updateTime decide.";
