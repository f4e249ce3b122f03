import {
  capacityChange,
  defineRule,
  didChange,
  expectSameState,
  fail,
  given,
  givenEffect,
  isSame,
  shorten,
} from '../../runner/rule-kit.ts';

export const keepsPbxsApart = defineRule({
  id: 'message/keeps-pbxs-apart',
  title: 'keeps each PBX apart from all others',
  level: 'must',
  harm: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'update-time'],
  why: 'A report about one PBX that changes another gives one customer the numbers or the limits of somebody else.',
  fix: 'Store what a report says under its whole sn. Keep one updateTime for each PBX and each kind of report.',
  inProduction:
    'The receiver keeps the time of the newest report in one variable. A late report about one PBX is taken for old because another PBX changed since, and is dropped.',
  tried:
    'Looks at a PBX that nothing was sent about. Sends a DID report and a capacity report about one PBX, then older ones about another. These must be applied, and the state of the first PBX must stay unchanged.',
  lesson: 'newest-wins',
  needs: ['observer', 'pbx-state', 'carriage'],
  bearsOneState: true,
  async run(ctx) {
    const [one, other] = [ctx.serial(), ctx.serial()];
    if (ctx.sees.oneState)
      fail(
        'a state of its own for each PBX',
        `the state of ${other}, which nothing was sent about, is what was said last about another PBX: ${shorten(await ctx.observe(other))}`,
      );
    const unknown = await ctx.observe(other);
    let known = await givenEffect(ctx, one, didChange(ctx, { sn: one, dids: 2, offset: 20 }));
    if (ctx.sees.capacity) {
      given(await ctx.deliver(capacityChange(ctx, { sn: one, offset: 20 })));
      known = await ctx.observeChange(one, known);
    }
    expectSameState(unknown, await ctx.observeQuiet(other), 'after reports about another PBX');

    const note = 'an older report about another PBX';
    given(await ctx.deliver(didChange(ctx, { sn: other, dids: 1, offset: 10 }), { note }));
    const changed = await ctx.observeChange(other, unknown);
    if (isSame(changed, unknown)) fail(`the effect of ${note}`, `state still ${shorten(changed)}`);
    if (ctx.sees.capacity) {
      const repository = { extensions: '7193' };
      const capacity = capacityChange(ctx, { sn: other, repository, offset: 10 });
      given(await ctx.deliver(capacity, { note: 'an older capacity report about another PBX' }));
      if (isSame(await ctx.observeChange(other, changed), changed))
        fail('the effect of an older capacity report about another PBX', `state still ${shorten(changed)}`);
    }
    expectSameState(known, await ctx.observeQuiet(one), 'after older reports about another PBX');
  },
});
