import { didReport } from '../../simulator/index.ts';
import { givenEffect } from '../effects.ts';
import { fail } from '../expect.ts';
import { isSame } from '../json.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const oneBadItemHidesNoOther = defineRule({
  id: 'message/one-bad-item-hides-no-other',
  title: 'applies the good items of an array that it acknowledges, whatever stands between them',
  level: 'should',
  basis: 'derived',
  requirements: ['did-change-event', 'event-report'],
  why: 'What is acknowledged is never sent again: reports that stood beside a bad one, or beside one of a newer kind, are lost for good.',
  hint: 'Either refuse the whole array with a 4xx, or apply every good item of it; leave no loop at the first bad item and still answer 2xx.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const { sn, item } = goodItem(ctx);
    await givenEffect(ctx, sn, [item]);
    await Promise.all(badItems(ctx).map(([what, bad]) => tryBetweenGood(ctx, what, bad)));
  },
});

function goodItem(ctx: RuleContext) {
  const sn = ctx.serial();
  return { sn, item: didReport({ sn, dids: ctx.dids(1), updateTime: ctx.updateTime() }) };
}

function badItems(ctx: RuleContext): readonly (readonly [what: string, bad: unknown])[] {
  const { sn, item } = goodItem(ctx);
  return [
    ['a report whose updateTime is a word', { ...item, updateTime: 'soon' }],
    ['a number', 5],
    ['a report of an event that is not documented', { ...item, sn, event: 'trunk_status_change' }],
  ];
}

async function tryBetweenGood(ctx: RuleContext, what: string, bad: unknown): Promise<void> {
  const [first, second] = [goodItem(ctx), goodItem(ctx)];
  const goods = [first, second];
  const before = await Promise.all(goods.map(({ sn }) => ctx.observe(sn)));
  const note = `an array with ${what} between two good reports`;
  const sent = await ctx.deliver([first.item, bad, second.item], { note });
  if (!sent.isAcknowledged) return;
  const after = await Promise.all(goods.map(({ sn }, n) => ctx.observeChange(sn, before[n] ?? null)));
  const lost = goods.flatMap((_, n) =>
    isSame(after[n] ?? null, before[n] ?? null) ? [n === 0 ? 'before' : 'behind'] : [],
  );
  if (lost.length > 0)
    fail(
      `refuses ${note}, or applies both good ones`,
      `acknowledged it but shows no effect of the one ${lost.join(' or ')} it`,
    );
}
