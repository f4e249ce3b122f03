import {
  assumeAcknowledged,
  defineRule,
  expectVisibleEffect,
  fail,
  isSame,
  listsFor,
  newDidReport,
  type RuleContext,
  stateInWords,
  tryParts,
  unlikeNewest,
} from '../../runner/rule-kit.ts';

export const endsWithTheNewestOfAnArray = defineRule({
  id: 'message/ends-with-the-newest-of-an-array',
  title: 'ends up with the newest of several reports about one PBX in one array',
  level: 'should',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event', 'update-time'],
  why: 'The vendor describes one item for each PBX, but does not say what happens if a PBX changes twice at the same time.',
  fix: 'Apply the items of an array one after the other, and compare updateTime for each of them.',
  inProduction:
    'Two changes to a PBX are in one message. The receiver starts all writes at once, each reads the same old row, and the older list is written last.',
  procedure: [
    'Hookswitch sends arrays with two reports about one PBX: one with the older report first, one with the newer report first, and one with the same report twice.',
    'Each array must be acknowledged, and the PBX must end up with the DIDs of the newer report only.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/keeps-pbxs-apart',
    'retry/ignores-a-late-older-message',
    'message/replaces-the-did-list',
  ],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    await tryParts(ctx, [
      (part) => tryArray(part, 'the older one first', [0, 10]),
      (part) => tryArray(part, 'the newer one first', [10, 0]),
      (part) => tryArray(part, 'the same one twice', [10, 10]),
    ]);
  },
});

async function tryArray(ctx: RuleContext, what: string, offsets: readonly number[]): Promise<void> {
  const sn = ctx.serial();
  const lists = listsFor(ctx, offsets);
  const reports = offsets.map((offset) => newDidReport(ctx, { sn, offset, dids: lists.get(offset) ?? [] }));
  const before = await ctx.observe(sn);
  const sent = await ctx.deliver(reports, { note: `an array of two reports about one PBX, ${what}` });
  assumeAcknowledged(sent);
  const changed = await ctx.observeChange(sn, before);
  if (isSame(changed, before))
    fail(`the effect of ${sent.what}`, `acknowledged, but state still ${stateInWords(before)}`);
  // The second of two writes may be in progress.
  const state = await ctx.observeQuiet(sn);
  const unlike = unlikeNewest(ctx, state, lists);
  if (unlike !== undefined)
    fail(`only the DIDs of the newer report after ${sent.what}`, unlike, undefined, sent);
}
