import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { didChange, expectSameState } from '../../../runner/rule-kit.ts';
import { findNoise } from '../../../runner/watching/noise.ts';
import { missingSignature } from '../../../simulator/faults/missing-signature.ts';
import { testMessage } from '../../../simulator/index.ts';
import { application, checkOwn, ownRule, sleep } from '../own-rules.ts';
import { stateOfRun } from '../state-of-run.ts';

/** The result of a rule that compares the states before and after an unsigned message, and what the check ignored. */
async function checkedWith(show: (unwelcome: number, sn: string, compared: string) => unknown) {
  const app = application();
  const unwelcome = () => app.requests.filter(({ headers }) => headers['x-signature'] === undefined).length;
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
    ...(show(unwelcome(), sn, compared) as object),
  });
  const { results, observer } = await checkOwn([rule], { receiver: app.receiver, observe });
  return { verdict: results[0]?.verdict, ignores: observer?.learned?.ignores };
}

describe('a value that changes during a rule', () => {
  it('is ignored if it is the same for a PBX that got no message', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((unwelcome) => ({ all: { unwelcome } }));
    expect([verdict, ignores]).toEqual(['pass', ['all.unwelcome']]);
  });

  it('belongs to its PBX if it is the same as before for others', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((unwelcome, sn, compared) => ({
      all: { unwelcome: sn === compared ? unwelcome : 0 },
    }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('belongs to its PBX if every PBX has another value', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((unwelcome, sn) => ({ own: `${sn} ${unwelcome}` }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('is not ignored if it is a list, which may hold the DIDs', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((unwelcome) => ({
      dids: Array.from({ length: unwelcome }),
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
    const unwelcome = app.requests.filter(({ headers }) => headers['x-signature'] === undefined).length;
    // Neither changes while the observer is learned.
    return { applied: app.observe(sn), unwelcome, open: unwelcome > 0 ? open : 0 };
  };
  const { results, observer } = await checkOwn([rule], { receiver, observe });
  expect(results[0]?.verdict).toBe('pass');
  expect(observer?.learned?.ignores).toEqual(['unwelcome', 'open']);
});

const noMessage = 'the PBX that got no message';
const control = 'the PBX that got a report and then nothing';

/** What is noise if a PBX that got no message, and one that got a report and then nothing, show these states in turn. */
async function noiseIn(
  before: Json,
  states: { readonly untouched: readonly Json[]; readonly control: readonly Json[] },
  parts: {
    readonly isPerPbx?: boolean;
    readonly learned?: Partial<RunState['observation']['learned']> | undefined;
  } = {},
) {
  const { isPerPbx = true } = parts;
  const left = new Map([
    [noMessage, [...states.untouched]],
    [control, [...states.control]],
  ]);
  const looks: string[] = [];
  const observe = async (sn: string) => {
    looks.push(sn);
    const [state = null, ...others] = left.get(sn) ?? [];
    if (others.length > 0) left.set(sn, others);
    return { kind: 'state' as const, state };
  };
  const early = [{ sn: control, message: [{ sn: control, did: '5550199' }], state: before }];
  const pbxs = { untouched: { sn: noMessage, state: before }, resting: { sn: control }, early };
  const learned = 'learned' in parts && !parts.learned ? undefined : { ...pbxs, ...parts.learned };
  const observer = { option: 'observe' as const, isPerPbx, showsState: true, observe };
  const run = stateOfRun({ observer, learned: learned as RunState['observation']['learned'] });
  const isNew = await findNoise(run, new AbortController().signal).catch(() => false);
  return { isNew, noise: [...run.seen.ignored.noise], instability: run.seen.observerInstability, looks };
}

describe('noise', () => {
  it('is none if nothing changed, or if the whole state did', async () => {
    const same = { untouched: [{ n: 1 }], control: [{ n: 1 }] };
    expect(await noiseIn({ n: 1 }, same)).toMatchObject({
      isNew: false,
      noise: [],
      looks: [control, noMessage],
    });
    const broken = { untouched: ['broken'], control: ['broken'] };
    expect(await noiseIn({ n: 1 }, broken)).toMatchObject({ isNew: false, noise: [] });
  });

  it('is a value that a PBX without messages shows too', async () => {
    const { isNew, noise } = await noiseIn({ n: 1 }, { untouched: [{ n: 2 }], control: [{ n: 2 }] });
    expect([isNew, noise]).toEqual([true, ['n']]);
  });

  it('is what changes again and again while nothing is sent', async () => {
    const control = Array.from({ length: 40 }, (_, age) => ({ since: `${age + 2} min`, own: 'a' }));
    const { noise } = await noiseIn({ since: '1 min', own: 'a' }, { untouched: [null], control });
    expect(noise).toEqual(['since']);
  });

  it('is never what a message says: the observer is unstable then', async () => {
    const control = Array.from({ length: 40 }, (_, n) => ({ did: n % 2 === 0 ? 'none' : '5550199' }));
    const { noise, instability } = await noiseIn({ did: '5550199' }, { untouched: [null], control });
    expect(noise).toEqual([]);
    expect(instability).toMatchObject({ comesBack: true });
  });

  it('is not a name that has appeared: a hostile message may have added it to every PBX', async () => {
    const polluted = { n: 1, isAdmin: true };
    const { isNew, noise } = await noiseIn({ n: 1 }, { untouched: [polluted], control: [polluted] });
    expect([isNew, noise]).toEqual([false, []]);
  });

  it.each<[string, Parameters<typeof noiseIn>[2]]>([
    ['nothing was learned', { learned: undefined }],
    ['an untouched PBX showed others from the start', { learned: { problem: 'shows-all' } }],
  ])('is not looked for if %s', async (_when, parts) => {
    const states = { untouched: [{ n: 2 }], control: [{ n: 2 }] };
    expect(await noiseIn({ n: 1 }, states, parts)).toMatchObject({ isNew: false, noise: [], looks: [] });
  });
});
