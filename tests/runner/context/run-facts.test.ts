import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Learned } from '../../../observation/learning/learned.ts';
import type { Observer } from '../../../observation/observer.ts';
import { OutputSearch } from '../../../receiver/output-search.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { application, checkOwn, ownRule, resultOf, sleep } from '../own-rules.ts';
import { learnedWith, observerWith, runThese } from '../run-parts.ts';
import { seenBy } from '../seen-by.ts';
import { type RunParts, stateOfRun } from '../state-of-run.ts';

const everything = (_before: unknown, report: object) => report;

describe('what a rule knows about its run', () => {
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
    await resultOf(look, { budgetMs: 1500 });
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
});

/** What a rule of a run with this state knows. */
async function knownIn<T>(parts: RunParts, look: (ctx: RuleContext) => T | Promise<T>): Promise<T> {
  const known: T[] = [];
  const rule = ownRule('knows', async (ctx) => void known.push(await look(ctx)));
  await runThese([rule], { state: stateOfRun(parts) });
  const [first] = known;
  if (first === undefined) throw new Error('the rule knows nothing');
  return first;
}

describe('what a rule knows about the observer', () => {
  const seesWith = (learned: Parameters<typeof learnedWith>[0], parts: Partial<Observer> = {}) =>
    knownIn({ observer: observerWith(() => null, parts), learned: learnedWith(learned) }, ({ sees }) => sees);

  it.each<[string, object, Partial<Observer>, Partial<Learned>]>([
    ['a state', { anything: true, allAtOnce: false, state: true }, {}, {}],
    ['a history', { anything: true, allAtOnce: false, state: false }, { showsState: false }, {}],
    ['all PBXs', { anything: true, allAtOnce: true, state: true }, { isPerPbx: false }, {}],
    ['nothing', { anything: false, dids: false, capacity: false }, {}, { problem: 'no-effect' }],
  ])('is that it shows %s', async (_what, expected, parts, learned) => {
    expect(await seesWith(learned, parts)).toMatchObject(expected);
  });

  it('is which reports have an effect', async () => {
    expect(await seesWith({ effects: { dids: true, capacity: false } })).toMatchObject({
      ...{ anything: true, dids: true, capacity: false },
    });
    expect(await seesWith({ effects: { dids: false, capacity: true } })).toMatchObject({
      ...{ anything: true, dids: false, capacity: true },
    });
  });

  it('is whether it shows which DIDs a PBX has', async () => {
    expect(await seesWith({ shows: new Map([['trunkName', 'text']]) })).toMatchObject({ marks: true });
    expect(await seesWith({ shows: new Map([['updateTime', 'text']]) })).toMatchObject({ marks: false });
  });

  it('is how a current DID differs from a removed one, if anything tells them apart', async () => {
    const current = { path: '.dids[].did', field: '.dids[].removed', value: false };
    expect((await seesWith({ current })).current).toEqual(current);
    expect((await seesWith({ current: 'unclear' })).current).toBeUndefined();
  });
});

describe('what a rule knows about the process of the receiver', () => {
  const outputWith = (process: RunState['receiver']['process']) =>
    knownIn({ process }, ({ receiver }) => receiver.output);

  it('is what it prints, or nothing if the check started no process', async () => {
    const process = { kill: async () => {}, start: async () => {}, output: new OutputSearch() };
    expect(await outputWith(process)).toBe(process.output);
    expect(await outputWith(undefined)).toBeInstanceOf(OutputSearch);
  });
});

describe('a pause of a rule', () => {
  it('ends with the reason if the run is interrupted', async () => {
    const interrupt = new AbortController();
    const ended: unknown[] = [];
    const rule = ownRule('pauses', async ({ pause }) => {
      const pausing = pause(60_000);
      interrupt.abort();
      await pausing.catch((error: unknown) => void ended.push(error));
    });
    await runThese([rule], { signal: interrupt.signal });
    expect(ended).toEqual([expect.objectContaining({ reason: { reasonCode: 'interrupted' } })]);
  });
});

describe('what a rule could not finish', () => {
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
    // In simulated time, rules run one at a time.
    await checkOwn([property, several], { receiver, time: 'real' });
    const place = (name: string) => order.indexOf(name);
    expect(place('case 3')).toBeLessThan(place(`first ${last}`));
    expect(place('case 4')).toBeGreaterThan(place(`first ${last}`));
    expect(place('afterwards')).toBeLessThan(place(`second ${last}`));
  });
});
