import { describe, it } from 'vitest';
import { didChange, expectSameState } from '../../../runner/rule-kit.ts';
import { application, checkOwn, ownRule } from '../own-rules.ts';

/** What an application with this state of a known PBX ignores, if a message about another PBX comes between two looks. */
async function checkedWith(stateOf: (own: Own, all: ReadonlyMap<string, Own>) => unknown) {
  const all = new Map<string, Own>();
  const { receiver } = application({
    apply: (_before, report) => {
      for (const own of all.values()) own.bumps += 1;
      all.set(report.sn, { report, bumps: 1 });
      return null;
    },
  });
  const observe = (sn: string) => {
    const own = all.get(sn);
    return own ? { report: own.report, ...(stateOf(own, all) as object) } : null;
  };
  const rule = ownRule(
    'keeps-others',
    async (ctx) => {
      const sn = ctx.serial();
      await ctx.deliver(didChange(ctx, { sn }));
      const before = await ctx.observeQuiet(sn);
      await ctx.deliver(didChange(ctx, { dids: 2 }));
      expectSameState(before, await ctx.observeChange(sn, before), 'after a report about another PBX');
    },
    { needs: ['observer'] },
  );
  const { results, observer } = await checkOwn([rule], { receiver, observe });
  return { verdict: results[0]?.verdict, ignores: observer?.learned?.ignores };
}

interface Own {
  readonly report: unknown;
  /** How many messages came since the PBX is known: each one changes it by mistake. */
  bumps: number;
}

describe('a number that changes for each known PBX', () => {
  it('is ignored if all show the same one', async ({ expect }) => {
    const checked = await checkedWith((_own, all) => ({ pbxs: all.size }));
    expect(checked).toEqual({ verdict: 'pass', ignores: ['pbxs'] });
  });

  it('is not ignored if it began anew for each PBX', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith(({ bumps }) => ({ applied: bumps }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });
});
