import { capacityReport, didReport } from '../../simulator/index.ts';
import { expectAcknowledged, fail, given } from '../expect.ts';
import { isSame, mentions } from '../json.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const appliesEveryItem = defineRule({
  id: 'message/applies-every-item',
  title: 'applies every report of an array, for DIDs and for capacity',
  level: 'must',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report', 'sends-subscribed-events'],
  why: 'One message reports on many PBXs at once: who looks at the first item, or at an event of the body, loses the others and answers 2xx all the same.',
  hint: 'Go through the array and apply each item to the PBX of its own sn; a capacity report has no event and is told by its repository. The observer has to show the state of the PBX {sn}.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const updateTime = ctx.updateTime();
    given(await ctx.deliver([didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime })]));
    const didReports = Array.from({ length: 5 }, () => {
      const dids = ctx.dids(2);
      const sn = ctx.serial();
      return { sn, names: dids.map(({ did }) => did), item: didReport({ sn, dids, updateTime }) };
    });
    const capacityReports = Array.from({ length: 4 }, () => {
      const sn = ctx.serial();
      return { sn, names: [], item: capacityReport({ sn, updateTime }) };
    });
    await tryArray(ctx, 'DID', didReports);
    await tryArray(ctx, 'capacity', capacityReports);
  },
});

interface Item {
  readonly sn: string;
  /** Its DIDs, by which its effect is known if the observer shows DIDs. */
  readonly names: readonly string[];
  readonly item: unknown;
}

async function tryArray(ctx: RuleContext, kind: string, items: readonly Item[]): Promise<void> {
  const before = await Promise.all(items.map(({ sn }) => ctx.observe(sn)));
  const note = `a message of ${items.length} ${kind} reports, each for another PBX`;
  expectAcknowledged(
    ctx,
    await ctx.deliver(
      items.map(({ item }) => item),
      { note },
    ),
  );
  const states = await Promise.all(items.map(({ sn }, n) => ctx.observeChange(sn, before[n] ?? null)));
  const showsDids = items.some(({ names }, n) => names.some((name) => mentions(states[n] ?? null, name)));
  const isApplied = ({ names }: Item, n: number) => {
    const state = states[n] ?? null;
    if (isSame(state, before[n] ?? null)) return false;
    return !showsDids || names.every((name) => mentions(state, name));
  };
  const missing = items.flatMap((item, n) => (isApplied(item, n) ? [] : [n + 1]));
  if (missing.length === 0) return;
  const which = missing.length === items.length ? 'any of them' : `report ${missing.join(', ')}`;
  fail(`applies every report of ${note}`, `acknowledged it but shows no effect of ${which}`);
}
