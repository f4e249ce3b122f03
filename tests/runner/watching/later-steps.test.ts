import { describe, expect, it } from 'vitest';
import { IgnoredPlaces } from '../../../observation/ignored-places.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { changesAtRest } from '../../../runner/watching/at-rest.ts';
import {
  confirmLaterSteps,
  findLateStep,
  notePause,
  takePause,
  watchLaterSteps,
} from '../../../runner/watching/later-steps.ts';
import { learnedWith } from '../run-parts.ts';
import { withParts } from '../state-of-run.ts';
import { ageOf, type Simulated, simulatedRun } from './simulated-run.ts';

const { signal } = new AbortController();

/** The state that a report leads to, after so many milliseconds. */
type Effect = (ageMs: number) => string | null;

const nothing: Effect = () => null;
const done: Effect = () => 'done';
const doneAfter =
  (lateMs: number): Effect =>
  (ageMs) =>
    ageMs < lateMs ? 'pending' : 'done';

/**
 * The pause that all rules wait for (ms), after a PBX changed this late (ms) while other messages were sent. Each report about another PBX
 * has its own effect.
 */
async function pauseAfter(
  lateMs: number,
  effects: readonly Effect[],
  behavior: Partial<Simulated> = {},
): Promise<number> {
  const show: Simulated['show'] = (own, all) => {
    const [report] = own;
    return report ? effects[all.indexOf(report)]?.(ageOf(report)) : null;
  };
  const { run } = simulatedRun({ show, ...behavior });
  await confirmLaterSteps(run, lateMs, signal);
  return run.seen.pauseMs ?? 0;
}

it('a pause that something else caused is forgotten', () => {
  const seen: { pauseMs?: number } = {};
  const run = { seen } as never;
  notePause(run, 500);
  notePause(run, 300);
  expect(takePause(run)).toBe(500);
  expect(takePause(run)).toBe(0);
});

describe('a PBX that changed late while other messages were sent', () => {
  it('was changed by them if others have no later step', async () => {
    expect(await pauseAfter(150, [done, done])).toBe(0);
  });

  it('was changed in steps if another one has a later step', async () => {
    expect(await pauseAfter(60_000, [doneAfter(200)])).toBe(60_000);
    expect(await pauseAfter(1, [doneAfter(200)])).toBe(200);
  });

  it('was changed in steps if only the second one has a later step', async () => {
    expect(await pauseAfter(60_000, [done, doneAfter(200)])).toBe(60_000);
  });

  it('may have been changed in steps if another one shows nothing', async () => {
    expect(await pauseAfter(150, [nothing])).toBe(150);
  });

  it.each([
    [2000, 600],
    [300, 400],
  ])(
    'is not compared with one that changes too late: with --settle %i ms, after %i ms',
    async (settleMs, lateMs) => {
      expect(await pauseAfter(150, [doneAfter(lateMs), doneAfter(lateMs)], { settleMs })).toBe(0);
    },
  );

  it('is not compared with another if the receiver rejects that report', async () => {
    await expect(pauseAfter(150, [], { rejects: () => true })).rejects.toMatchObject({
      reason: {
        reasonCode: 'not-acknowledged',
        what: 'a genuine message, to learn whether the receiver works in steps',
      },
    });
  });
});

describe('a receiver of which a rule failed', () => {
  /** Whether a late step is found, and the pause that all rules then wait for (ms). */
  async function lateStepOf(effect: Effect, knownMs = 0, seen: Partial<RunState['seen']> = {}) {
    const show: Simulated['show'] = ([report]) => (report ? effect(ageOf(report)) : null);
    const { run } = simulatedRun({ show, settleMs: 2000 });
    Object.assign(run.seen, seen, { pauseMs: knownMs });
    const isFound = await findLateStep(withParts(run, { learned: learnedWith() }), signal);
    return { isFound, pauseMs: run.seen.pauseMs };
  }

  it('may change the state as late as an effect may come', async () => {
    expect(await lateStepOf(doneAfter(1200))).toEqual({ isFound: true, pauseMs: 1200 });
    expect(await lateStepOf(doneAfter(2500))).toEqual({ isFound: false, pauseMs: 0 });
    expect(await lateStepOf(done)).toEqual({ isFound: false, pauseMs: 0 });
  });

  it.each([
    ['have kept their states until then', 'done', { isFound: false, sent: 0, atMs: 1500 }],
    ['have changed', 'pending', { isFound: true, sent: 1 }],
  ])('is looked at alone unless the first reports %s', async (_what, state, expected) => {
    const show: Simulated['show'] = ([report], _all, sn) =>
      sn === 'early' ? 'done' : report ? doneAfter(1200)(ageOf(report)) : null;
    const { run, sent } = simulatedRun({ show, settleMs: 2000 });
    const early = [{ sn: 'early', message: [], state }];
    const at = performance.now() - 500;
    const start = performance.now();
    const isFound = await findLateStep(withParts(run, { learned: learnedWith({ early, at }) }), signal);
    expect({ isFound, sent: sent.length, atMs: performance.now() - start }).toMatchObject(expected);
  });

  it('is known if rules already wait longer', async () => {
    expect(await lateStepOf(doneAfter(1200), 700)).toEqual({ isFound: false, pauseMs: 1200 });
  });

  it('is not looked at if the state changes by itself', async () => {
    const observerInstability = { how: 'by itself', comesBack: false };
    expect(await lateStepOf(doneAfter(1200), 0, { observerInstability })).toEqual({
      isFound: false,
      pauseMs: 0,
    });
  });
});

describe('the PBX of the last report that was sent to learn', () => {
  interface Watched extends Partial<Simulated> {
    readonly lateMs: number;
    readonly learned?: Partial<RunState['observation']['learned']> | undefined;
  }

  /** The pause before this PBX changes (ms), if it last changed 100 ms ago. */
  function pauseBefore({ lateMs, learned = {}, ...behavior }: Watched): Promise<number> {
    let startedAt = 0;
    const show = () => (performance.now() - startedAt < lateMs ? 'pending' : 'done');
    const { run } = simulatedRun({ show, ...behavior });
    startedAt = performance.now();
    const resting = { sn: '36A', state: 'pending', since: startedAt - 100, isAbsent: false };
    const known = { effects: { dids: true, capacity: true }, resting, ...learned };
    return watchLaterSteps(withParts(run, { learned: known as RunState['observation']['learned'] }), signal);
  }

  it('is watched until half a second after its last change', async () => {
    expect(await pauseBefore({ lateMs: 200 })).toBe(300);
    expect(await pauseBefore({ lateMs: 600 })).toBe(0);
  });

  it('is not watched for longer than an effect may take', async () => {
    expect(await pauseBefore({ lateMs: 350, settleMs: 300 })).toBe(0);
  });

  it.each<[string, Partial<Watched>]>([
    ['DID reports show nothing', { learned: { effects: { dids: false, capacity: true } } }],
    ['all PBXs share one state', { learned: { problem: 'one-state' } }],
    ['the observer shows all PBXs at once', { isPerPbx: false }],
  ])('is not watched if %s', async (_when, watched) => {
    expect(await pauseBefore({ lateMs: 200, ...watched })).toBe(0);
  });

  it('is unknown if nothing was learned', async () => {
    const { run, looks } = simulatedRun({ show: () => null });
    expect(await watchLaterSteps(run, signal)).toBe(0);
    expect(looks).toEqual([]);
  });
});

/** The result for an observer that shows these states in turn, and then the last one. */
async function saidOf(...states: readonly (number | object | undefined)[]) {
  const left = [...states];
  let state = left[0];
  const observe = async () => {
    state = left.shift() ?? state;
    return state === undefined
      ? { kind: 'trouble' as const, reason: 'no table' }
      : { kind: 'state' as const, state: typeof state === 'object' ? state : { n: state } };
  };
  const run = {
    observation: { observer: { option: 'observe', isPerPbx: true, showsState: true, observe }, settleMs: 0 },
    guards: {
      inFlight: { run: (act: () => unknown) => act() },
      rate: { observe: (act: () => unknown) => act() },
    },
    seen: { looks: { count: 0, totalMs: 0 }, ignored: new IgnoredPlaces() },
  };
  const resting = { sn: '36A', state: { n: 1 }, since: 0, isAbsent: false };
  return changesAtRest(run as never, resting, new AbortController().signal);
}

it('says how a state changes by itself', async () => {
  const changes = { how: '`n` went from 3 to 4', comesBack: false, places: ['n'] };
  expect(await saidOf(2, 3, 4)).toEqual(changes);
  expect(await saidOf(2, 2, 3, 3, 4)).toEqual(changes);
});

it('names every place that changes', async () => {
  const shown = (n: number) => ({ n, own: { half: Math.floor(n / 2) } });
  expect(await saidOf(shown(2), shown(3), shown(4))).toMatchObject({ places: ['n', 'own.half'] });
});

it('names none if a whole state differs, or a name appears', async () => {
  expect(await saidOf({ n: 2 }, [1], { n: 3 })).toMatchObject({ places: undefined });
  expect(await saidOf({ n: 2 }, { n: 3, look: 1 }, { n: 4 })).toMatchObject({ places: undefined });
});

it('notices an earlier state that comes back, as from several instances', async () => {
  expect(await saidOf(2, 1, 2)).toMatchObject({ how: '`n` went from 1 to 2', comesBack: true });
  expect(await saidOf(1, 1, 2, 3, 4, 2)).toMatchObject({ how: '`n` went from 3 to 4', comesBack: true });
  expect(await saidOf(2, 3, 4, 5, 6, 7, 8, 9, 10)).toMatchObject({ comesBack: false });
});

it('treats a state that is unchanged, or changed once, as stable', async () => {
  expect(await saidOf(1)).toBeUndefined();
  expect(await saidOf(2, 3)).toBeUndefined();
});

it('is inconclusive when nothing is seen', async () => {
  await expect(saidOf(undefined)).rejects.toMatchObject({
    reason: { reasonCode: 'observer-failed', detail: 'no table' },
  });
});
