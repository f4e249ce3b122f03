import {
  assumeAcknowledged,
  assumeEffect,
  capacityChange,
  defineRule,
  didChange,
  effectsOf,
  expectEffect,
  expectUnchanged,
  fail,
  isSame,
  type Json,
  type RuleContext,
  stateInWords,
  tryParts,
} from '../../runner/rule-kit.ts';
import { expectMoved, moves } from './apart/moves.ts';

export const keepsPbxsApart = defineRule({
  id: 'message/keeps-pbxs-apart',
  title: 'keeps the data of each PBX separate',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'update-time'],
  why: "If a report about one PBX changes another, one customer gets somebody else's numbers or limits.",
  fix: 'Store what a report says under its full sn. Keep one updateTime for each PBX and each kind of report, and include the sn in what identifies a duplicate.',
  inProduction:
    'The receiver keeps the time of the newest report in one variable. If a late report about one PBX arrives after a newer report about another, the receiver treats it as old and drops it.',
  procedure: [
    'Hookswitch sends a report about each of two PBXs, with the same updateTime. Both must be applied. It does the same with two capacity reports that have the same content, and with two trunk_delete reports that have an empty list.',
    'It sends a DID report and a capacity report about one PBX, newer than all others. The state of another PBX must stay unchanged. Then it sends older reports about that other PBX. They must be applied, and the state of the first must stay unchanged.',
    'It moves DIDs from one PBX to another, with the reports in four orders. The PBX whose newest report lists the DID must have it.',
  ],
  lesson: 'newest-wins',
  explainedBy: ['message/applies-simultaneous-messages', 'retry/keeps-distinct-messages'],
  needs: ['observer', 'pbx-state', 'carriage'],
  bearsOneState: true,
  async run(ctx) {
    if (ctx.sees.oneState) {
      const sn = ctx.serial();
      const state = stateInWords(await ctx.observe(sn));
      const actual = `no report was sent about ${sn}, but its state is the latest one of another PBX: ${state}`;
      fail('a separate state for each PBX', actual);
    }
    const parts = [
      ...(ctx.sees.dids ? [expectBothDids] : []),
      ...(ctx.sees.capacity ? [expectBothCapacities] : []),
      ...(ctx.sees.dids ? [expectBothEmptied] : []),
      expectNoEffectOnEachOther,
      ...(ctx.sees.state && ctx.sees.marks ? moves : []).map(
        (move) => (part: RuleContext) => expectMoved(part, move),
      ),
    ];
    await tryParts(ctx, parts);
  },
});

/** A report about a PBX that is newer than all others: a receiver with one updateTime for all PBXs ignores those that follow. */
async function assumeNewest(ctx: RuleContext, sn: string): Promise<{ newest: number; before: Json }> {
  const report = (offset: number) => didChange(ctx, { sn, dids: 2, offset });
  const { sent, effects } = await effectsOf(ctx, [sn], report(56), 'a DID change');
  assumeAcknowledged(sent);
  const [effect] = effects;
  if (effect?.isChanged) return { newest: 56, before: effect.state };
  // Another rule may have sent a newer report.
  const newest = ctx.run.laterTime() - ctx.updateTime();
  return { newest, before: await assumeEffect(ctx, sn, report(newest), 'the newest DID change') };
}

async function expectNoEffectOnEachOther(ctx: RuleContext): Promise<void> {
  const [one, other] = [ctx.serial(), ctx.serial()];
  const unknown = await ctx.observe(other);
  const { newest, before } = await assumeNewest(ctx, one);
  if (ctx.sees.capacity)
    assumeAcknowledged(await ctx.deliver(capacityChange(ctx, { sn: one, offset: newest + 1 })));
  const known = ctx.sees.capacity ? await ctx.observeChange(one, before) : before;
  const showsCapacity = !isSame(known, before);
  await expectUnchanged(ctx, other, unknown, 'after reports about another PBX');

  await expectEffect(
    ctx,
    other,
    didChange(ctx, { sn: other, offset: newest - 2 }),
    'an older report about another PBX',
  );
  if (showsCapacity) {
    const capacity = capacityChange(ctx, {
      sn: other,
      repository: { extensions: '7193' },
      offset: newest - 1,
    });
    await expectEffect(ctx, other, capacity, 'an older capacity report about another PBX');
  }
  await expectUnchanged(ctx, one, known, 'after older reports about another PBX');
}

/** Newer and older than all messages of other rules (seconds), so that no other message is from the same second. */
const ownSeconds = [50, -65];

/** Two PBXs may change in the same second, so event and updateTime don't identify a report. */
const expectBothDids = (ctx: RuleContext) =>
  expectBothOfOneSecond(ctx, 'updateTime', (sn, offset) => didChange(ctx, { sn, offset }));

/** Two PBXs may also get the same capacity. */
const expectBothCapacities = (ctx: RuleContext) =>
  expectBothOfOneSecond(
    ctx,
    'updateTime and capacity',
    (sn, offset) => capacityChange(ctx, { sn, repository: { extensions: '7194' }, offset: offset + 1 }),
    includeSn,
  );

/** If a trunk that two PBXs share is deleted, both may lose all DIDs. */
async function expectBothEmptied(ctx: RuleContext): Promise<void> {
  const empty = (sn: string, offset: number) =>
    didChange(ctx, { sn, event: 'trunk_delete', dids: [], offset: offset + 2 });
  await expectBothOfOneSecond(ctx, 'updateTime and an empty list', empty, includeSn, (sn, offset) =>
    didChange(ctx, { sn, offset }),
  );
}

const includeSn =
  'Include the sn in what identifies a duplicate: two PBXs may get the same capacity, or lose all DIDs, in the same second.';

async function expectBothOfOneSecond(
  ctx: RuleContext,
  same: string,
  message: (sn: string, offset: number) => unknown,
  fix?: string,
  earlier?: typeof message,
): Promise<void> {
  for (const offset of ownSeconds) {
    const sns = [ctx.serial(), ctx.serial()];
    if (earlier)
      await Promise.all(
        sns.map((sn, n) => assumeEffect(ctx, sn, earlier(sn, offset - 5 - n), 'a DID change')),
      );
    const before = await Promise.all(sns.map(ctx.observe));
    const note = 'a report about one of two PBXs that change in the same second';
    for (const sn of sns) assumeAcknowledged(await ctx.deliver(message(sn, offset), { note }));
    const after = await Promise.all(sns.map((sn, n) => ctx.observeChange(sn, before[n] ?? null)));
    const unchanged = after.filter((state, n) => isSame(state, before[n] ?? null));
    const [state] = unchanged;
    if (state === undefined) return;
    // If neither has an effect, the cause is something else.
    if (unchanged.length < sns.length)
      fail(
        `the effect of both reports about two PBXs with the same ${same}`,
        `both acknowledged, but one state still ${stateInWords(state)}`,
        fix,
      );
  }
}
