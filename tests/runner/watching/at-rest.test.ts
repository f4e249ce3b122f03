import { expect, it } from 'vitest';
import { IgnoredPlaces } from '../../../observation/ignored-places.ts';
import { changesAtRest } from '../../../runner/watching/at-rest.ts';

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
