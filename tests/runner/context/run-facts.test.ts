import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { application, checkOwn, ownRule, resultOf, sleep } from '../own-rules.ts';
import { seenBy } from '../seen-by.ts';

const everything = (_before: unknown, report: object) => report;

describe.concurrent('what a rule knows about its run', () => {
  it('is how much of its time is left', async () => {
    const [before, after] = await seenBy(
      async ({ run, pause }: RuleContext) => {
        const left = run.leftMs();
        await pause(50);
        return [left, run.leftMs()] as const;
      },
      { budgetMs: 30_000 },
    );
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThanOrEqual(30_000);
    expect(after).toBeLessThanOrEqual(before - 49);
  });

  it('is that no time is left, not less than none', async () => {
    const left: number[] = [];
    const look = async ({ run }: RuleContext) => {
      for (let n = 0; n < 400 && left.at(-1) !== 0; n += 1) {
        await sleep(10);
        left.push(run.leftMs());
      }
    };
    // Without a core, no time is left before the rule starts.
    await onFreeCores(
      () => resultOf(look, { budgetMs: 1500 }),
      () => (left.at(-1) === 0 ? '' : `left: ${left}`),
    );
    expect(left.at(-1)).toBe(0);
    expect(Math.min(...left)).toBe(0);
  });

  it('is how many messages it may send at once: not more than its rate allows', async () => {
    const size = ({ run }: RuleContext) => run.burstSize(100);
    expect(await seenBy(size, { rate: 7 })).toBe(7);
    expect(await seenBy(size)).toBeGreaterThan(7);
    expect(await seenBy(size)).toBeLessThanOrEqual(100);
  });

  it('is what was seen of early reports, if anything is observed', async () => {
    const { receiver, observe } = application({ apply: everything });
    const { reports, agoMs } = await seenBy(({ run }) => run.early(), { receiver, observe });
    expect(reports.length).toBeGreaterThan(0);
    for (const { sn, state } of reports) expect(state).toEqual(observe(sn));
    expect(agoMs).toBeGreaterThanOrEqual(0);
    expect(agoMs).toBeLessThan(60_000);
    expect((await seenBy(({ run }) => run.early())).reports).toEqual([]);
  });

  it('is what the observer shows', async () => {
    const { receiver, observe } = application({ apply: everything });
    const sees = await seenBy((ctx) => ctx.sees, { receiver, observe });
    expect([...sees.fields.keys()]).toEqual(expect.arrayContaining(['did', 'sn', 'updateTime']));
    expect(sees).toMatchObject({ oneState: false, current: undefined });
  });

  it('is that the observer shows the same state for all PBXs', async () => {
    let shared: unknown = null;
    const { receiver } = application({
      apply: (_before, report) => {
        shared = report;
        return report;
      },
    });
    const sees = await seenBy((ctx) => ctx.sees, { receiver, observe: (_sn: string) => shared });
    expect(sees.oneState).toBe(true);
  });
});

describe.concurrent('what a rule could not finish', () => {
  it('is in its evidence', async () => {
    const less = { what: 'cases', tried: 3, planned: 9 } as const;
    const { evidence } = await resultOf(async (ctx) => ctx.triedLess(less));
    expect(evidence.triedLess).toEqual(less);
    expect(evidence.notes).toEqual(['tried 3 of 9 cases before time ran out']);
  });
});

describe('the cases of a property', () => {
  it('wait behind the messages of all other rules after the third one, until the property ends', async () => {
    const order: string[] = [];
    const { receiver } = application({
      answersAfterMs: 20,
      apply: (_before, { sn }) => {
        order.push(sn);
        return 1;
      },
    });
    const send = (ctx: RuleContext, sn: string) => ctx.deliver([{ event: 'did_change', sn }]);
    let end = () => {};
    const hasEnded = new Promise<void>((resolve) => {
      end = resolve;
    });
    const property = ownRule('property', async (ctx) => {
      let n = 0;
      const run = async () => {
        n += 1;
        await send(ctx, `case ${n}`);
      };
      await ctx.forAll(fc.nat(), run, { show: String, runs: 5 });
      end();
      await send(ctx, 'afterwards');
    });
    // More than a check sends at once, several times.
    const many = 150;
    const last = many - 1;
    const several = ownRule('several', async (ctx) => {
      const sendAll = (name: string) =>
        Promise.all(Array.from({ length: many }, (_, n) => send(ctx, `${name} ${n}`)));
      await sendAll('first');
      await hasEnded;
      await sendAll('second');
    });
    await checkOwn([property, several], { receiver });
    const place = (name: string) => order.indexOf(name);
    expect(place('case 3')).toBeLessThan(place(`first ${last}`));
    expect(place('case 4')).toBeGreaterThan(place(`first ${last}`));
    expect(place('afterwards')).toBeLessThan(place(`second ${last}`));
  });
});
