import { describe, expect, it } from 'vitest';
import { cannotTell, fail, LateMeasurement } from '../../../runner/context/expect.ts';
import type { RuleContext, RunSettings } from '../../../runner/context/rule-context.ts';
import { tryEach, tryParts } from '../../../runner/context/try-parts.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { resultOf } from '../own-rules.ts';

/** How the observer shows PBXs, and how much time there is, is all that matters here. */
const seeing = (allAtOnce: boolean, run: Partial<RunSettings> = {}): RuleContext => {
  const ctx = {
    sees: { allAtOnce },
    run: { isShort: () => false, ...run },
    recordPart: (part) => part(ctx),
  } as RuleContext;
  return ctx;
};

/** A part that needs a turn of the event loop, and tells when it begins and ends. */
function parts(names: string) {
  const log: string[] = [];
  const part = async (name: string) => {
    log.push(`${name} begins`);
    await new Promise(setImmediate);
    log.push(`${name} ends`);
  };
  return { log, all: [...names].map((name) => () => part(name)) };
}

const fails = async () => fail('a 2xx', '500');
const failsToo = async () => fail('an effect', 'none');
const isUnclear = async () => cannotTell({ reasonCode: 'no-effect-shown', detail: 'no effect' });
const passes = async () => {};

describe('parts of a rule', () => {
  it('are tried concurrently', async () => {
    const { log, all } = parts('ab');
    await tryParts(seeing(false), all);
    expect(log).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  });

  it('are tried one after the other if the observer shows all PBXs at once', async () => {
    const { log, all } = parts('ab');
    await tryParts(seeing(true), all);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it.each([true, false])('fail if one fails, even after one that cannot tell', async (allAtOnce) => {
    const trying = tryParts(seeing(allAtOnce), [passes, isUnclear, fails, failsToo]);
    await expect(trying).rejects.toThrow('expected: a 2xx; actual: 500');
  });

  it('are tried once more after a delay of this process, so that a later failure does not hide theirs', async () => {
    let tries = 0;
    const isLateAtFirst = async () => {
      tries += 1;
      if (tries === 1) throw new LateMeasurement(800);
      fail('a 2xx', '401');
    };
    await expect(tryParts(seeing(false), [isLateAtFirst, failsToo])).rejects.toThrow('actual: 401');
    const isAlwaysLate = async () => {
      throw new LateMeasurement(800);
    };
    await expect(tryParts(seeing(false), [passes, isAlwaysLate])).rejects.toThrow(LateMeasurement);
  });

  it('are drawn by the seed if time is short, and it is said how many', async () => {
    const { log, all } = parts('abcdefgh');
    const less: unknown[] = [];
    const ctx = { ...seeing(true, { isShort: () => true, random: seededRandom(7) }) };
    const drawing: RuleContext = { ...ctx, triedLess: (one) => void less.push(one) };
    await tryParts(drawing, all.slice(0, 4), all.slice(4));
    const begun = log.filter((line) => line.endsWith('begins'));
    expect(begun).toHaveLength(3);
    expect(begun).toEqual(begun.toSorted());
    expect(less).toEqual([{ what: 'cases', tried: 3, planned: 8 }]);
  });

  it('cannot tell if one cannot and none fails', async () => {
    await expect(tryParts(seeing(false), [passes, isUnclear])).rejects.toThrow('no effect');
  });

  it('pass if all pass, once each has ended', async () => {
    const tried: number[] = [];
    await tryEach(seeing(false), [1, 2], async (_ctx, one) => {
      await passes();
      tried.push(one);
    });
    expect(tried).toEqual([1, 2]);
  });
});

describe('the evidence of concurrent parts', () => {
  /** Each part sends ten messages, more than the evidence of all would keep. */
  const deliverTen = (name: string) => async (ctx: RuleContext) => {
    for (let nth = 1; nth <= 10; nth += 1) await ctx.deliver([], { note: `${name} ${nth}` });
    ctx.note(`${name} has ended`);
  };
  const thenFails = (name: string) => async (ctx: RuleContext) => {
    await deliverTen(name)(ctx);
    fail('a 2xx', `the end of ${name}`);
  };
  const evidenceOf = async (...parts: readonly ((ctx: RuleContext) => Promise<void>)[]) => {
    const { evidence } = await resultOf(async (ctx) => {
      await ctx.deliver([], { note: 'before all' });
      await tryParts(ctx, parts);
    });
    return { ...evidence, sent: evidence.attempts.map(({ note }) => note) };
  };
  const tenOf = (name: string) => Array.from({ length: 10 }, (_, n) => `${name} ${n + 1}`);

  it('is what the first failed part did, and what was done before all of them', async () => {
    const { sent, notes, omittedAttempts } = await evidenceOf(
      deliverTen('a'),
      thenFails('b'),
      thenFails('c'),
    );
    expect(sent).toEqual(['before all', ...tenOf('b')]);
    expect(notes).toEqual(['b has ended']);
    expect(omittedAttempts).toBe(20);
  });

  it('is the first and the last messages of all if none fails, in order', async () => {
    const { sent, attempts, notes } = await evidenceOf(deliverTen('a'), deliverTen('b'));
    expect(sent).toEqual(['before all', 'a 1', 'b 1', expect.anything(), ...sent.slice(4)]);
    expect(attempts).toHaveLength(16);
    expect(attempts.map(({ n }) => n)).toEqual(attempts.map(({ n }) => n).sort((x, y) => x - y));
    expect(notes?.toSorted()).toEqual(['a has ended', 'b has ended']);
  });
});
