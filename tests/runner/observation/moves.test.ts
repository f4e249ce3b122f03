import { expect, it } from 'vitest';
import { movesByItself } from '../../../runner/observation/moves.ts';

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
    observer: { option: 'observe', isPerPbx: true, showsState: true, observe },
    inFlight: { run: (act: () => unknown) => act() },
    rate: { observe: (act: () => unknown) => act() },
    settleMs: 0,
    seen: { looks: { count: 0, totalMs: 0 }, ignored: new Set<string>() },
  };
  const resting = { sn: '36A', state: { n: 1 }, since: 0, isAbsent: false };
  return movesByItself(run as never, resting, new AbortController().signal);
}

it('says how a state changes by itself', async () => {
  const how = '`n` went from 3 to 4';
  expect(await saidOf(2, 3, 4)).toEqual({ how, comesBack: false });
  expect(await saidOf(2, 2, 3, 3, 4)).toEqual({ how, comesBack: false });
});

it('names what is only about the look, and what is next to it', async () => {
  const meta = (time: number) => ({ dids: [], meta: { time, took: 1, name: 'a' } });
  const at = 1_795_991_451;
  expect(await saidOf(meta(at), meta(at + 1), meta(at + 2))).toMatchObject({
    places: ['meta.time', 'meta.took'],
  });
  const both = (n: number) => ({ ...meta(at + n), n });
  expect(await saidOf(both(1), both(2), both(3))).not.toHaveProperty('places');
});

it('notices an earlier state that comes back, as from several instances', async () => {
  expect(await saidOf(2, 1, 2)).toEqual({ how: '`n` went from 1 to 2', comesBack: true });
  expect(await saidOf(1, 1, 2, 3, 4, 2)).toEqual({ how: '`n` went from 3 to 4', comesBack: true });
  expect(await saidOf(2, 3, 4, 5, 6, 7, 8, 9, 10)).toMatchObject({ comesBack: false });
});

it('ignores which of several instances responded', async () => {
  const shown = (worker: number, n: number) => ({ n, worker });
  expect(await saidOf(shown(7, 1), shown(8, 1), shown(7, 1))).toMatchObject({
    comesBack: false,
    places: ['worker'],
  });
  expect(await saidOf(shown(7, 1), shown(8, 2), shown(7, 1))).toMatchObject({ comesBack: true });
});

it('treats a state that is unchanged, or changed once, as stable', async () => {
  expect(await saidOf(1)).toBeUndefined();
  expect(await saidOf(2, 3)).toBeUndefined();
});

it('is inconclusive when nothing is seen', async () => {
  await expect(saidOf(undefined)).rejects.toMatchObject({
    because: { because: 'observer-failed', detail: 'no table' },
  });
});
