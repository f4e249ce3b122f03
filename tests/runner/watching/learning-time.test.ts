import { describe, expect, it } from 'vitest';
import { learnObserver } from '../../../runner/watching/learning.ts';
import {
  type Applied,
  ageOf,
  isCapacity,
  isDids,
  numbersOf,
  repositoryOf,
  type Simulated,
  simulatedRun,
} from './simulated-run.ts';

/** What is learned in fake time, and how. */
async function learnedIn(behavior: Simulated) {
  const { run, applied, looks } = simulatedRun(behavior);
  const learned = await learnObserver(run, 10_000, new AbortController().signal);
  const { sn } = learned.resting;
  const own = applied.filter((report) => report.sn === sn);
  return { learned, applied, looks, own, pauseMs: run.seen.pauseMs ?? 0 };
}

/** How long after a report was applied the check looked for its effect (ms), before the end of learning. */
function watchedMs(looks: readonly { sn: string; at: number }[], { sn, at }: Applied, endsAt: number) {
  const times = looks.filter((look) => look.sn === sn && look.at < endsAt).map((look) => look.at);
  return Math.max(...times) - at;
}

const stepMs = 700;
const show = (own: readonly Applied[]) => ({
  dids: numbersOf(own.findLast(isDids)),
  capacity: repositoryOf(own),
});

describe('learning from a receiver that works in steps', () => {
  it.each([
    ['DID', isDids, 'did'],
    ['capacity', isCapacity, 'extensions'],
  ] as const)('waits for the values of the first %s report', async (_kind, isOfKind, field) => {
    const isPending = (report: Applied) => isOfKind(report) && ageOf(report) < stepMs;
    const { learned, pauseMs } = await learnedIn({
      show: (own) => (own.some(isPending) ? { is: 'pending' } : show(own)),
    });
    expect(learned.shows.has(field)).toBe(true);
    expect(pauseMs).toBeGreaterThanOrEqual(stepMs);
  });

  it('waits for the values of a later report', async () => {
    const { pauseMs } = await learnedIn({
      show: (own) => {
        const reports = own.filter(isDids);
        const isCleared = reports.length > 1 && reports.some((report) => ageOf(report) < stepMs);
        return isCleared ? { ...show(own), dids: [] } : show(own);
      },
    });
    expect(pauseMs).toBeGreaterThanOrEqual(stepMs);
  });

  it('waits until the DIDs that a report removes are gone, one by one', async () => {
    const { own, pauseMs } = await learnedIn({
      show: (reports) => {
        const [before, last] = reports.filter(isDids).slice(-2);
        if (!last || !before) return show(reports);
        const left = numbersOf(before).slice(Math.min(2, 1 + Math.floor(ageOf(last) / stepMs)));
        return { ...show(reports), dids: [...left, ...numbersOf(last)] };
      },
    });
    expect(own).toHaveLength(2);
    expect(pauseMs).toBeGreaterThanOrEqual(stepMs);
  });
});

describe('learning from a receiver that applies reports at once', () => {
  it('takes the first state that shows the values', async () => {
    const { learned, applied, looks, own } = await learnedIn({ show });
    expect(learned.resting.since).toBe(own.at(-1)?.at);
    expect(learned.at).toBeGreaterThan(learned.resting.since);
    // Looks for a change are 25 ms apart; looks whether a state has settled are at least 100 ms apart.
    const soonAfter = ({ at }: Applied) => looks.filter((look) => look.at > at && look.at < at + 100);
    expect(applied.flatMap((report) => soonAfter(report).filter(({ sn }) => sn === report.sn))).toEqual([]);
  });
});

describe('once it is known how fast effects show, learning', () => {
  /** What is learned if the first DID report shows after this long (ms), and the second after that long; capacity never shows. */
  const learnedAfter = (delaysMs: readonly number[]) =>
    learnedIn({
      isPerPbx: false,
      settleMs: 60_000,
      show: (_own, all) => {
        const shown = all.filter(isDids).filter((report, n) => ageOf(report) >= (delaysMs[n] ?? Infinity));
        return numbersOf(shown.at(-1));
      },
    });

  it('waits briefly for one that never comes', async () => {
    const { applied, looks, learned } = await learnedAfter([100]);
    expect(learned.effects).toEqual({ dids: true, capacity: false });
    const second = applied.filter(isDids)[1];
    // Four times as long as the first effect took, and 1.5 s.
    for (const report of [second, applied.find(isCapacity)])
      expect(watchedMs(looks, report as Applied, learned.at)).toBeLessThan(5000);
  });

  it.each([
    [0, 1400],
    [1000, 5400],
  ])('waits for a slower one: after %i ms, for %i ms', async (firstMs, laterMs) => {
    const { learned, own } = await learnedAfter([firstMs, laterMs]);
    expect(own).toHaveLength(2);
    expect(learned.resting.state).toEqual(numbersOf(own[1]));
    expect(learned.resting.since).toBeGreaterThanOrEqual(Number(own[1]?.at) + laterMs);
  });
});
