import { capacityReport, didReport } from '../../simulator/index.ts';
import { givenEffect } from '../effects.ts';
import { expectAcknowledged, fail } from '../expect.ts';
import { isSame } from '../json.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const appliesMixedArrays = defineRule({
  id: 'message/applies-mixed-arrays',
  title: 'tells every item of an array by itself, also where DID and capacity reports are mixed',
  level: 'should',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event'],
  why: 'YCM does not promise that an array holds reports of one kind: who judges all by the first loses the others without a word.',
  hint: 'Look at each item: one with a known event is a DID report, one with a repository and no event is a capacity report.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const [one, other] = [newItem(ctx, 'did'), newItem(ctx, 'capacity')];
    await givenEffect(ctx, one.sn, [one.item], 'a DID change');
    await givenEffect(ctx, other.sn, [other.item], 'a capacity change');
    await tryArray(ctx, ['did', 'capacity', 'did', 'capacity']);
    await tryArray(ctx, ['capacity', 'did', 'capacity', 'did']);
  },
});

type Kind = 'did' | 'capacity';
const kindNames = { did: 'DID', capacity: 'capacity' } as const;

function newItem(ctx: RuleContext, kind: Kind) {
  const sn = ctx.serial();
  const updateTime = ctx.updateTime();
  const item =
    kind === 'did' ? didReport({ sn, dids: ctx.dids(1), updateTime }) : capacityReport({ sn, updateTime });
  return { sn, item };
}

async function tryArray(ctx: RuleContext, kinds: readonly Kind[]): Promise<void> {
  const items = kinds.map((kind) => newItem(ctx, kind));
  const before = await Promise.all(items.map(({ sn }) => ctx.observe(sn)));
  const note = `an array of ${kinds.map((kind) => kindNames[kind]).join(', ')} reports`;
  expectAcknowledged(
    ctx,
    await ctx.deliver(
      items.map(({ item }) => item),
      { note },
    ),
  );
  const states = await Promise.all(items.map(({ sn }, n) => ctx.observeChange(sn, before[n] ?? null)));
  const missing = kinds.flatMap((kind, n) =>
    isSame(states[n] ?? null, before[n] ?? null) ? [`item ${n + 1} (${kindNames[kind]})`] : [],
  );
  if (missing.length > 0)
    fail(`applies every item of ${note}`, `acknowledged it but shows no effect of ${missing.join(', ')}`);
}
