import {
  assumeAcknowledged,
  assumeEffect,
  capacityChange,
  defineRule,
  didChange,
  expectAcknowledged,
  expectSameState,
  isSame,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';
import { whyOlderWins, whyOlderWinsAfterDeletion } from './advice/why-older-wins.ts';

export const ignoresALateOlderMessage = defineRule({
  id: 'retry/ignores-a-late-older-message',
  title: 'acknowledges a message older than the stored state, and changes nothing',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'update-time', 'current-did-list'],
  why: 'The retry of an older report can arrive after a newer one. If it wins, DIDs or capacity stay outdated until the next change.',
  fix: 'Store the updateTime of the last applied report for each PBX and each kind of report, even for deleted PBXs. Acknowledge older reports and ignore them.',
  inProduction:
    'On Monday a DID is removed from a PBX, and the message times out. A second change arrives and is applied. Then the retry of the first arrives and restores the old list. The list stays wrong until the next change, which may be a year away.',
  procedure: [
    'Hookswitch sends a DID change, then another one with an updateTime 10 seconds earlier. The second one must get a 2xx and leave the state unchanged.',
    'Hookswitch repeats this after a newer DID change with the same DIDs, with two capacity changes, with a report of the other kind in between, and with a DID change that arrives after a later pce_delete of its PBX. If the observer does not show the deletion, this last case is skipped.',
    'If an older DID change wins, Hookswitch sends more of them near the end of the check, to find out why: much older ones, later ones, or some that follow another event.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/replaces-the-did-list',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'state', 'carriage'],
  async run(ctx) {
    const aboutCapacity = [
      lateCapacity,
      (part: RuleContext) => lateAfterTheOtherKind(part, 'DID', 'capacity'),
      (part: RuleContext) => lateAfterTheOtherKind(part, 'capacity', 'DID'),
    ];
    await tryParts(ctx, [
      lateDids,
      lateAfterTheSameDids,
      ...(ctx.sees.capacity ? aboutCapacity : []),
      lateDidsOfADeletedPbx,
    ]);
  },
});

const acknowledgeIt =
  'Respond with a 2xx to an older report, and ignore it. It has arrived, so there is nothing to retry.';

async function lateDids(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const report = (offset: number) => didChange(ctx, { sn, dids: 2, offset });
  const newest = await assumeEffect(ctx, sn, report(20), 'a DID change');
  const note = 'an older DID change that arrives late';
  expectAcknowledged(ctx, await ctx.deliver(report(10), { note }), acknowledgeIt);
  const after = await ctx.observeQuiet(sn);
  const fix = isSame(after, newest) ? undefined : await whyOlderWins(ctx);
  expectSameState(newest, after, `after ${note}`, fix);
}

/** The newer report changes nothing but the time. */
async function lateAfterTheSameDids(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(2);
  await assumeEffect(ctx, sn, didChange(ctx, { sn, dids, offset: 10 }), 'a DID change');
  const same = didChange(ctx, { sn, dids, offset: 30 });
  assumeAcknowledged(await ctx.deliver(same, { note: 'a newer DID change with the same DIDs' }));
  const newest = await ctx.observeQuiet(sn);
  const note = 'a DID change that is older than a newer one with the same DIDs';
  expectAcknowledged(ctx, await ctx.deliver(didChange(ctx, { sn, offset: 20 }), { note }), acknowledgeIt);
  expectSameState(newest, await ctx.observeQuiet(sn), `after ${note}`, keepTheNewestTime);
}

const keepTheNewestTime =
  "Store the updateTime of every newer report, even if its DIDs are the same as before. Your receiver skips such a report as unchanged, so it doesn't know that a report between the two is outdated.";

async function lateCapacity(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const report = (offset: number, extensions: string) =>
    capacityChange(ctx, { sn, repository: { extensions }, offset });
  const newest = await assumeEffect(ctx, sn, report(20, '500'), 'a capacity change');
  const note = 'an older capacity change that arrives late';
  expectAcknowledged(ctx, await ctx.deliver(report(10, '50'), { note }), acknowledgeIt);
  expectSameState(newest, await ctx.observeQuiet(sn), `after ${note}`);
}

const reportOf = {
  DID: (ctx: RuleContext, sn: string, offset: number) => didChange(ctx, { sn, offset }),
  capacity: (ctx: RuleContext, sn: string, offset: number) =>
    capacityChange(ctx, { sn, repository: { extensions: String(400 + offset) }, offset }),
};
type Kind = keyof typeof reportOf;

/** A report of one kind doesn't change what is known about the other kind. */
async function lateAfterTheOtherKind(ctx: RuleContext, kind: Kind, other: Kind): Promise<void> {
  const sn = ctx.serial();
  const before = await assumeEffect(ctx, sn, reportOf[kind](ctx, sn, 20), `a ${kind} change`);
  const later = reportOf[other](ctx, sn, 30);
  assumeAcknowledged(await ctx.deliver(later, { note: `a ${other} change of the same PBX` }));
  const newest = await ctx.observeChange(sn, before);
  // Another rule checks that both kinds have an effect.
  if (isSame(newest, before)) return;
  const note = `an older ${kind} change that arrives after a ${other} change of its PBX`;
  expectAcknowledged(ctx, await ctx.deliver(reportOf[kind](ctx, sn, 10), { note }), acknowledgeIt);
  expectSameState(newest, await ctx.observeQuiet(sn), `after ${note}`, keepBothTimes);
}

const keepBothTimes =
  'Keep one updateTime for the DIDs of a PBX and another for its capacity. A report of one kind must not reset the updateTime of the other: change only the columns of its kind, and avoid INSERT OR REPLACE, which clears all others.';

async function lateDidsOfADeletedPbx(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const report = (offset: number) => didChange(ctx, { sn, offset });
  const unknown = await ctx.observe(sn);
  const assigned = await assumeEffect(ctx, sn, report(0), 'a DID change');
  const deletion = didChange(ctx, { sn, event: 'pce_delete', dids: [], offset: 20 });
  assumeAcknowledged(await ctx.deliver(deletion, { note: 'a pce_delete of the PBX' }));
  const deleted = await ctx.observeChange(sn, assigned);
  // If the observer doesn't show the deletion, there may be nothing to undo.
  if (isSame(deleted, assigned)) return;
  const note = 'an older DID change that arrives after the pce_delete of its PBX';
  expectAcknowledged(ctx, await ctx.deliver(report(10), { note }), acknowledgeIt);
  const state = await ctx.observeQuiet(sn);
  // A job may purge deleted PBXs.
  if (isSame(state, deleted) || isSame(state, unknown)) return;
  expectSameState(deleted, state, `after ${note}`, whyOlderWinsAfterDeletion);
}
