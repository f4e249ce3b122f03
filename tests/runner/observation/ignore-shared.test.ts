import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { stateOfRun } from '../../../bench/support/state-of-run.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { ignoreSharedPlaces } from '../../../runner/observation/ignore-shared.ts';
import type { Json } from '../../../runner/observation/json.ts';
import { didChange, expectSameState } from '../../../runner/rule-kit.ts';
import { missingSignature } from '../../../simulator/faults/missing-signature.ts';
import { testMessage } from '../../../simulator/index.ts';
import { application, checkOwn, ownRule, sleep } from '../own-rules.ts';

/** The result of a rule that compares the states before and after an unsigned message, and what the check ignored. */
async function checkedWith(show: (rejected: number, sn: string, compared: string) => unknown) {
  const app = application();
  const rejected = () => app.requests.filter(({ headers }) => headers['x-signature'] === undefined).length;
  let compared = '';
  const rule = ownRule(
    'changes-nothing',
    async (ctx) => {
      compared = ctx.serial();
      const before = await ctx.observe(compared);
      await ctx.deliver(testMessage, { fault: missingSignature });
      expectSameState(before, await ctx.observe(compared), 'after an unsigned message');
    },
    { needs: ['observer'] },
  );
  const observe = (sn: string) => ({
    applied: app.observe(sn),
    ...(show(rejected(), sn, compared) as object),
  });
  const { results, observer } = await checkOwn([rule], { receiver: app.receiver, observe });
  return { verdict: results[0]?.verdict, ignores: observer?.learned?.ignores };
}

describe('a value that changes during a rule', () => {
  it('is ignored if it is the same for a PBX that got no message', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected) => ({ all: { rejected } }));
    expect([verdict, ignores]).toEqual(['pass', ['all.rejected']]);
  });

  it('belongs to its PBX if it is the same as before for others', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected, sn, compared) => ({
      all: { rejected: sn === compared ? rejected : 0 },
    }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('belongs to its PBX if every PBX has another value', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected, sn) => ({ own: `${sn} ${rejected}` }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('is not ignored if it is a list, which may hold the DIDs', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected) => ({
      dids: Array.from({ length: rejected }),
    }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });
});

it('ignores a shared number, and then how many requests are in progress', async () => {
  const app = application({ answersAfterMs: 100 });
  let open = 0;
  const receiver: RequestListener = (request, response) => {
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    app.receiver(request, response);
  };
  const rule = ownRule(
    'changes-nothing',
    async (ctx) => {
      const sn = ctx.serial();
      const before = await ctx.observe(sn);
      await ctx.deliver(testMessage, { fault: missingSignature });
      const sending = ctx.deliver(didChange(ctx));
      while (open === 0) await sleep(1);
      const after = await ctx.observe(sn);
      await sending;
      expectSameState(before, after, 'after an unsigned message');
    },
    { needs: ['observer'] },
  );
  const observe = async (sn: string) => {
    await sleep(5);
    const rejected = app.requests.filter(({ headers }) => headers['x-signature'] === undefined).length;
    // Neither changes while the observer is learned.
    return { applied: app.observe(sn), rejected, open: rejected > 0 ? open : 0 };
  };
  const { results, observer } = await checkOwn([rule], { receiver, observe });
  expect(results[0]?.verdict).toBe('pass');
  expect(observer?.learned?.ignores).toEqual(['rejected', 'open']);
});

/** What is ignored if two known PBXs show these states after their reports, and only they have a state. */
async function ignoredOfKnown(before: readonly [Json, Json], now: readonly [Json, Json]) {
  const early = ['one', 'other'].map((sn, n) => ({ sn, message: [], state: before[n] ?? null }));
  const observe = async (sn: string) => ({
    kind: 'state' as const,
    state: now[early.findIndex((report) => report.sn === sn)] ?? null,
  });
  const learned = { untouched: { sn: 'unknown', state: null }, resting: { sn: 'one' }, early };
  const observer = { option: 'observe' as const, isPerPbx: true, showsState: true, observe };
  const run = stateOfRun({ observer, learned: learned as unknown as RunState['learned'] });
  const isNew = await ignoreSharedPlaces(run, new AbortController().signal);
  return { isNew, ignored: [...run.seen.ignored] };
}

describe('looking for numbers of messages that only known PBXs show', () => {
  it('ignores one that has changed for two PBXs without a message', async () => {
    const states = [{ received: 7 }, { received: 7 }] as const;
    const expected = { isNew: true, ignored: ['received'] };
    expect(await ignoredOfKnown([{ received: 1 }, { received: 2 }], states)).toEqual(expected);
  });

  it('keeps one that differs between the PBXs', async () => {
    const states = [{ received: 7 }, { received: 8 }] as const;
    const expected = { isNew: false, ignored: [] };
    expect(await ignoredOfKnown([{ received: 1 }, { received: 2 }], states)).toEqual(expected);
  });

  it('keeps what an update of all PBXs by mistake changes', async () => {
    const now = { extensions: 9, updatedAt: 1796036219, applied: 4 };
    const before = { extensions: 8, updatedAt: 1796036218, applied: 1 };
    const expected = { isNew: false, ignored: [] };
    expect(await ignoredOfKnown([before, before], [now, now])).toEqual(expected);
  });
});

const noMessage = 'the PBX that got no message';
const earlierOnes = 'the PBX that got some earlier';

/** What is ignored if a PBX that got no message, and one that got some earlier, show these states in turn, and which one was looked at. */
async function ignoredIn(
  { before, now, others }: { before: Json; now: readonly Json[]; others: readonly Json[] },
  parts: { readonly isPerPbx?: boolean; readonly learned?: Partial<RunState['learned']> | undefined } = {},
) {
  const { isPerPbx = true } = parts;
  const left = new Map([
    [noMessage, [...now]],
    [earlierOnes, [...others]],
  ]);
  const looks: string[] = [];
  const observe = async (sn: string) => {
    looks.push(sn);
    return { kind: 'state' as const, state: left.get(sn)?.shift() ?? null };
  };
  const pbxs = { untouched: { sn: noMessage, state: before }, resting: { sn: earlierOnes }, early: [] };
  const learned = 'learned' in parts && !parts.learned ? undefined : { ...pbxs, ...parts.learned };
  const observer = { option: 'observe' as const, isPerPbx, showsState: true, observe };
  const run = stateOfRun({ observer, learned: learned as RunState['learned'] });
  const isNew = await ignoreSharedPlaces(run, new AbortController().signal);
  return { isNew, ignored: [...run.seen.ignored], looks };
}

describe('looking for values that all PBXs share', () => {
  it('ends with the first look if nothing changed, or nothing stayed', async () => {
    const none = { isNew: false, ignored: [], looks: [noMessage] };
    expect(await ignoredIn({ before: { n: 1 }, now: [{ n: 1 }], others: [] })).toEqual(none);
    expect(await ignoredIn({ before: { n: 1 }, now: ['broken'], others: [] })).toEqual(none);
  });

  it('ends once it knows about each changed value', async () => {
    const states = { before: { n: 1 }, now: [{ n: 2 }], others: [{ n: 2 }] };
    expect(await ignoredIn(states)).toEqual({
      isNew: true,
      ignored: ['n'],
      looks: [noMessage, earlierOnes],
    });
  });

  it('is repeated, since a clock may advance between two looks', async () => {
    const { ignored } = await ignoredIn({
      before: { n: 1, clock: 1 },
      now: [
        { n: 2, clock: 2 },
        { n: 2, clock: 3 },
      ],
      others: [
        { n: 2, clock: 3 },
        { n: 2, clock: 3 },
      ],
    });
    expect(ignored).toEqual(['n', 'clock']);
  });

  it('ends after three looks at a value that never matches', async () => {
    const now = [2, 4, 6, 8].map((clock) => ({ clock }));
    const others = [3, 5, 7, 8].map((clock) => ({ clock }));
    const { isNew, looks } = await ignoredIn({ before: { clock: 1 }, now, others });
    expect(isNew).toBe(false);
    expect(looks.filter((sn) => sn === earlierOnes)).toHaveLength(3);
  });

  it('finds a shared value beside one that differs', async () => {
    const now = Array.from({ length: 4 }, () => ({ n: 2, own: 'b' }));
    const others = now.map(() => ({ n: 2, own: 'c' }));
    const { isNew, ignored } = await ignoredIn({ before: { n: 1, own: 'a' }, now, others });
    expect([isNew, ignored]).toEqual([true, ['n']]);
  });

  it.each<[string, Parameters<typeof ignoredIn>[1]]>([
    ['nothing was learned', { learned: undefined }],
    ['an untouched PBX showed others from the start', { learned: { problem: 'shows-all' } }],
    ['the observer shows all PBXs at once', { isPerPbx: false }],
  ])('is not tried if %s', async (_when, parts) => {
    const states = { before: { n: 1 }, now: [{ n: 2 }], others: [{ n: 2 }] };
    expect(await ignoredIn(states, parts)).toEqual({ isNew: false, ignored: [], looks: [] });
  });
});
