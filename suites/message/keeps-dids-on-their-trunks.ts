import {
  assumeAcknowledged,
  assumeEffect,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  isSame,
  type Json,
  mentions,
  type RuleContext,
  showsDid,
  stateInWords,
  tryParts,
  unlikeDids,
} from '../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../simulator/index.ts';
import { misplacedValue } from './rows/did-rows.ts';

export const keepsDidsOnTheirTrunks = defineRule({
  id: 'message/keeps-dids-on-their-trunks',
  title: 'keeps every DID of a trunk, and each DID on its own trunk',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'documented',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'Most trunks have many DIDs. A receiver that keeps one DID per trunk, or mixes up trunks, sends calls to the wrong place.',
  fix: 'Store a row for each entry of trunkDidInfoList, identified by its DID, with all fields of this entry. Several DIDs can have the same trunkId and trunkName.',
  inProduction:
    'The table of DIDs uses the trunkId as its key. A customer with ten numbers on one trunk keeps only the last, and callers of the other nine hear that the number does not exist.',
  procedure: [
    'Hookswitch sends a report with three DIDs. The first and the last are on the same trunk, and the second has lower ids.',
    'It moves the second DID to a new trunk. It also changes only the trunkName of another DID.',
    'After each message, the state must show every DID and every trunk, as far as the observer shows these fields. An object that contains a DID must not show the trunkId, trunkName or didId of another DID in the field of that name, and must not swap its didId and trunkId.',
    'If the report is rejected or has no effect, Hookswitch sends three DIDs on three trunks, to see whether the shared trunk is the reason.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/keeps-pbxs-apart',
    'retry/keeps-distinct-messages',
    'message/applies-every-item',
    'message/replaces-the-did-list',
  ],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    await tryParts(ctx, [
      moveToAnotherTrunk,
      ...(ctx.sees.fields.get('trunkName') === 'text' ? [renameTrunk] : []),
    ]);
  },
});

type Did = TrunkDidInfo;

/** Three DIDs, of which two share a trunk. Then one moves to another trunk, with the same id. */
async function moveToAnotherTrunk(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  // Not in the order of their ids: YCM documents none.
  const [second, first, third, trunk] = ctx.dids(4) as [Did, Did, Did, Did];
  const shared = [first, second, onTrunkOf(first, third)];
  const before = await stateAfterShared(ctx, sn, shared);
  expectOnTheirTrunks(ctx, before, shared, { note: 'a report with three DIDs on two trunks' });
  const moved = [first, onTrunkOf(trunk, second), onTrunkOf(first, third)];
  await replace(ctx, {
    sn,
    before,
    earlier: shared,
    dids: moved,
    note: 'a report that moves a DID to another trunk',
  });
}

/** The list is a snapshot of all fields: only the name differs. */
async function renameTrunk(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(1);
  const before = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids }), 'a DID change');
  if (!dids.every(({ trunkName }) => mentions(before, trunkName))) return;
  const renamed = dids.map((info, n) => ({ ...info, trunkName: ctx.dids(1)[n]?.trunkName ?? '' }));
  await replace(ctx, { sn, before, earlier: dids, dids: renamed, note: 'a report that renames a trunk' });
}

function onTrunkOf({ trunkId, trunkName }: Did, info: Did): Did {
  return { ...info, trunkId, trunkName };
}

/** A table may allow one DID for each trunk only. Then the report fails, while one with a trunk for each DID doesn't. */
async function stateAfterShared(ctx: RuleContext, sn: string, dids: readonly Did[]): Promise<Json> {
  const note = 'a report with three DIDs, two of them on the same trunk';
  const before = await ctx.observe(sn);
  const send = () => ctx.deliver(didChange(ctx, { sn, dids }), { note });
  if (!(await send()).isAcknowledged) {
    await expectEffectOfOthers(ctx);
    expectAcknowledged(ctx, await send(), allowSharedTrunks);
  }
  const state = await ctx.observeChange(sn, before);
  if (!isSame(state, before)) return state;
  await expectEffectOfOthers(ctx);
  const late = await ctx.observe(sn);
  if (isSame(late, before))
    fail(`the effect of ${note}`, `acknowledged, but state still ${stateInWords(late)}`, allowSharedTrunks);
  return late;
}

const allowSharedTrunks =
  'Allow several DIDs with the same trunkId and trunkName: only the DIDs of a list differ. Remove unique keys on the trunk.';

async function expectEffectOfOthers(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  await assumeEffect(ctx, sn, didChange(ctx, { sn, dids: 3 }), 'a report with three DIDs on three trunks');
}

interface Replacement {
  readonly sn: string;
  readonly before: Json;
  readonly earlier: readonly Did[];
  readonly dids: readonly Did[];
  readonly note: string;
}

async function replace(ctx: RuleContext, { sn, before, earlier, dids, note }: Replacement): Promise<void> {
  assumeAcknowledged(await ctx.deliver(didChange(ctx, { sn, dids, offset: 10 }), { note }));
  const state = await ctx.observeChange(sn, before);
  expectOnTheirTrunks(ctx, state, dids, { note, earlier, fix: replaceAll });
}

const replaceAll =
  'Replace all fields of a DID, even if you know its number and its id already: its trunk, and the name of its trunk, may have changed.';

interface After {
  readonly note: string;
  readonly earlier?: readonly Did[];
  readonly fix?: string;
}

function expectOnTheirTrunks(ctx: RuleContext, state: Json, dids: readonly Did[], after: After): void {
  const { note, earlier, fix } = after;
  const { fields } = ctx.sees;
  const missing = dids.find((info) => !showsDid(ctx, state, info));
  if (missing) fail(`DID ${missing.did} present after ${note}`, unlikeDids(ctx, state, dids, []));
  for (const field of ['didId', 'trunkId', 'trunkName'] as const) {
    const lost = fields.has(field) && dids.find((info) => !mentions(state, info[field]));
    if (!lost) continue;
    const old = earlier?.find(({ did }) => did === lost.did)?.[field];
    const isStill = old !== undefined && mentions(state, old) && dids.every((info) => info[field] !== old);
    const actual = isStill ? `the state still shows ${field} ${old}` : 'it is nowhere in the state';
    fail(`${field} ${lost[field]} of DID ${lost.did} after ${note}`, actual, fix);
  }
  const mark = (['did', 'didId'] as const).find((field) => fields.has(field));
  const wrong = mark && misplacedValue(state, mark, dids, earlier);
  if (!wrong) return;
  const { info, field, shown } = wrong;
  fail(
    `${field} ${info[field]} for DID ${info.did} after ${note}`,
    `the state shows ${field} ${shown} for it`,
    fix,
  );
}
