import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { learnObserver } from '../../../runner/watching/learning.ts';
import {
  type Applied,
  didsOf,
  isCapacity,
  isDids,
  numbersOf,
  repositoryOf,
  type Simulated,
  simulatedRun,
} from './simulated-run.ts';

/** What is learned in fake time, what is ignored, and the reports that were applied. */
async function learnedOf(behavior: Simulated) {
  const { run, applied } = simulatedRun({ settleMs: 200, ...behavior });
  const learned = await learnObserver(run, 10_000, new AbortController().signal);
  return { learned, ignored: [...run.seen.ignored.noise], applied };
}

const newestOf = (reports: readonly Applied[]) =>
  reports.filter(isDids).reduce<Applied | undefined>((newest, report) => {
    return newest && newest.updateTime > report.updateTime ? newest : report;
  }, undefined);

describe('learning', () => {
  it('finds no effect if nothing shows, even if a later report is rejected', async () => {
    const { learned } = await learnedOf({
      show: () => null,
      rejects: (kind, nth) => kind === 'dids' && nth > 1,
    });
    expect(learned.problem).toBe('no-effect');
    expect(learned.early).toEqual([]);
  });

  it('keeps no report to repeat if only reports outside an array are applied', async () => {
    const { learned } = await learnedOf({
      show: (own) => numbersOf(own.at(-1)),
      applies: (message) => !Array.isArray(message),
    });
    expect(learned.appliesOnly).toBe('objects');
    expect(learned.early).toEqual([]);
  });

  it('keeps only reports that had an effect', async () => {
    const { learned } = await learnedOf({ show: (own) => numbersOf(own.findLast(isDids)) });
    expect(learned.early.flatMap(({ message }) => message as Applied[]).map(isDids)).toEqual([true]);
  });

  it('accepts a growing list, of calls or of reports', async () => {
    const calls: Simulated = { show: (own) => own.map(numbersOf), showsState: false };
    expect((await learnedOf(calls)).learned.problem).toBeUndefined();
    expect((await learnedOf({ ...calls, showsState: true })).learned.problem).toBeUndefined();
  });

  it('notices that the calls about all PBXs are shown', async () => {
    const { learned } = await learnedOf({ show: (_own, all) => all.map(numbersOf), showsState: false });
    expect(learned.problem).toBe('shows-all');
  });

  it('sends a later capacity report about the same PBX if the first shows no value', async () => {
    const { learned, applied } = await learnedOf({
      show: (own) => ({
        dids: numbersOf(own.findLast(isDids)),
        isKnown: own.some(isCapacity),
      }),
    });
    expect(learned.effects).toEqual({ dids: true, capacity: false });
    const times = applied.filter(isCapacity).map(({ updateTime }) => updateTime);
    expect(times).toHaveLength(2);
    expect(times[1]).toBeGreaterThan(Number(times[0]));
  });

  it('fails if the observer fails after a capacity report', async () => {
    const failing = learnedOf({ show: (own) => (own.some(isCapacity) ? undefined : own.map(numbersOf)) });
    await expect(failing).rejects.toMatchObject({ reason: { reasonCode: 'observer-failed' } });
  });
});

const everything = (own: readonly Applied[]): object => ({
  dids: numbersOf(own.findLast(isDids)),
  capacity: repositoryOf(own),
});

describe('learning from a state that shows everything', () => {
  it('keeps the last report of each kind and the state after it, to repeat it later', async () => {
    const { learned, applied } = await learnedOf({ show: everything });
    const last = [applied.findLast(isDids), applied.findLast(isCapacity)];
    const early = learned.early.flatMap(({ message }) => message as object[]);
    expect(early).toHaveLength(2);
    for (const { sn, updateTime } of last as Applied[])
      expect(early).toContainEqual(expect.objectContaining({ sn, updateTime }));
    for (const { sn, state } of learned.early)
      expect(state).toEqual(everything(applied.filter((report) => report.sn === sn)));
  });

  it('ends with the state of a PBX that gets no more messages, and of one that got none', async () => {
    const { learned, applied } = await learnedOf({ show: everything });
    const { resting, untouched, at } = learned;
    const state = everything(applied.filter(({ sn }) => sn === resting.sn));
    expect(resting).toMatchObject({ state, isAbsent: false });
    expect(resting.since).toBeLessThanOrEqual(at);
    expect(applied.some(({ sn }) => sn === untouched.sn)).toBe(false);
    expect(untouched.state).toEqual({ dids: [], capacity: null });
    expect(learned.current).toBeUndefined();
  });

  it('sends later reports with later times', async () => {
    const { applied } = await learnedOf({ show: everything });
    const times = applied.filter(isDids).map(({ updateTime }) => updateTime);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it('sends a capacity report again if the first is rejected, and does without if the second is', async () => {
    const effectsIf = async (rejects: Simulated['rejects']) =>
      (await learnedOf({ show: everything, ...(rejects && { rejects }) })).learned.effects;
    expect(await effectsIf((kind, nth) => kind === 'capacity' && nth === 1)).toEqual({
      ...{ dids: true, capacity: true },
    });
    expect(await effectsIf((kind) => kind === 'capacity')).toEqual({ dids: true, capacity: false });
  });

  it('ignores a part that all PBXs share, even if it changes later than another one', async () => {
    const { learned, ignored } = await learnedOf({
      show: (own, all) => ({ ...everything(own), reports: all.length, busy: all.length > 5 }),
    });
    expect([learned.problem, ignored]).toEqual([undefined, ['reports', 'busy']]);
  });

  it('uses the whole state if it cannot learn without a part of it', async () => {
    const { learned, ignored } = await learnedOf({
      show: (own, all) => ({ ...everything(own), reports: all.length }),
      // The third DID report is the first that is sent to learn without that part.
      rejects: (kind, nth) => kind === 'dids' && nth === 3,
    });
    expect([learned.problem, ignored]).toEqual(['shows-all', []]);
  });

  it('is over if a DID report is rejected', async () => {
    const learning = learnedOf({ show: everything, rejects: (kind, nth) => kind === 'dids' && nth === 1 });
    const what = 'a genuine message, to learn what the observer shows';
    await expect(learning).rejects.toMatchObject({ reason: { reasonCode: 'not-acknowledged', what } });
  });
});

describe('a part of the state that all PBXs share', () => {
  it('is ignored even if the rest shows only DIDs', async () => {
    const { learned, ignored } = await learnedOf({
      show: (own, all) => ({ dids: numbersOf(own.findLast(isDids)), reports: all.length }),
    });
    expect([learned.problem, ignored]).toEqual([undefined, ['reports']]);
  });

  it('is not ignored if only this part shows the capacity', async () => {
    const { learned, ignored } = await learnedOf({
      show: (own, all) => ({ dids: numbersOf(own.findLast(isDids)), latest: repositoryOf(all) }),
    });
    expect([learned.problem, ignored]).toEqual(['shows-all', []]);
  });

  it.each<[string, (newest: Applied | undefined) => Json]>([
    ['numbers', numbersOf],
    ['trunk names', (newest) => didsOf(newest).map(({ trunkName }) => trunkName)],
  ])('is the whole state if it shows the %s of the newest report about any PBX', async (_what, show) => {
    const { learned } = await learnedOf({ show: (_own, all) => show(newestOf(all)) });
    expect(learned.problem).toBe('one-state');
  });
});

describe('learning how a state marks removed DIDs', () => {
  type Keep = (reports: readonly Applied[], current: readonly string[]) => Json;
  const currentOf = async (keep: Keep) => {
    const show: Simulated['show'] = (own) => {
      const reports = own.filter(isDids);
      return keep(reports, numbersOf(reports.at(-1)));
    };
    return (await learnedOf({ show })).learned.current;
  };
  const allOf = (reports: readonly Applied[]) => [...new Set(reports.flatMap(numbersOf))];

  it('finds no mark if removed DIDs are kept as if they were current', async () => {
    expect(await currentOf(allOf)).toBeUndefined();
    expect(await currentOf((reports) => ({ dids: allOf(reports).map((did) => ({ did })) }))).toBeUndefined();
  });

  it('works if the state shows only trunk names', async () => {
    const current = await currentOf((reports) => {
      const names = (some: readonly Applied[]) => some.flatMap(didsOf).map(({ trunkName }) => trunkName);
      const now = names(reports.slice(-1));
      return [...new Set(names(reports))].map((trunk) => ({ trunk, removed: !now.includes(trunk) }));
    });
    expect(current).toEqual({ path: '[].trunk', field: '[].removed', value: false });
  });

  it('works if only the last removed DID is kept', async () => {
    const current = await currentOf((reports, dids) => {
      const gone = allOf(reports).filter((did) => !dids.includes(did));
      return { dids: dids.map((did) => ({ did })), last: gone.at(-1) ?? null };
    });
    expect(current).toEqual({ path: '.dids[].did' });
  });

  it('does not trust a mark that the next report deletes', async () => {
    const current = await currentOf((reports, dids) => {
      const before = numbersOf(reports.at(-2));
      return allOf(reports).map((did) => ({ did, removed: before.includes(did) && !dids.includes(did) }));
    });
    expect(current).toBe('unclear');
  });
});
