import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { isCurrent, signOfCurrent } from '../../../observation/learning/current-dids.ts';

/** Each DID that a PBX has or had, with the number of the report that removed it, and of the last report that listed it. */
type Known = readonly (readonly [did: string, removedBy: number | null, listedBy: number])[];

const [a, b, c] = ['93055201', '93055202', '93055203'];

const known: readonly [Known, Known, Known] = [
  [
    [a, null, 1],
    [b, null, 1],
  ],
  [
    [a, 2, 1],
    [b, 2, 1],
    [c, null, 2],
  ],
  [
    [a, 2, 1],
    [b, null, 3],
    [c, null, 3],
  ],
];

/** What is learned from an observer that shows DIDs like this; `n` counts the reports. */
function signOf(show: (dids: Known, n: number) => Json) {
  const [first, second, third] = known.map((dids, n) => ({
    state: show(dids, n + 1),
    current: dids.filter(([, removedBy]) => removedBy === null).map(([did]) => did),
    removed: dids.filter(([, removedBy]) => removedBy !== null).map(([did]) => did),
  }));
  if (!first || !second || !third) throw new Error('no states');
  return signOfCurrent([first, second, third]);
}

const has = ([, removedBy]: Known[number]) => removedBy === null;

describe('removed DIDs that a state keeps', () => {
  it.each<[string, (dids: Known, n: number) => Json]>([
    ['a flag', (dids) => dids.map((one) => ({ did: one[0], active: has(one) ? 1 : 0 }))],
    ['a status', (dids) => dids.map((one) => ({ did: one[0], status: has(one) ? 'assigned' : 'released' }))],
    ['an end', (dids) => dids.map(([did, until]) => ({ did, until }))],
    [
      'a field of their own',
      (dids) => dids.map(([did, at]) => (at === null ? { did } : { did, removed: at })),
    ],
    ['a nested flag', (dids) => dids.map((one) => ({ line: { did: one[0] }, state: { on: has(one) } }))],
    ['a flag under the DID', (dids) => Object.fromEntries(dids.map((one) => [one[0], { on: has(one) }]))],
    ['a value under the DID', (dids) => Object.fromEntries(dids.map((one) => [one[0], has(one)]))],
    ['a word in a text', (dids) => dids.map((one) => `${one[0]}${has(one) ? '' : ' (released)'}`)],
    [
      'another list',
      (dids) => ({
        dids: dids.filter(has).map(([did]) => did),
        former: dids.filter((one) => !has(one)).map(([did]) => did),
      }),
    ],
    [
      'a log beside the list',
      (dids, n) => ({
        dids: dids.filter(has).map(([did]) => did),
        log: known.slice(0, n).flatMap((some) => some.map(([did, gone]) => ({ did, gone }))),
      }),
    ],
    [
      'a version and a flag',
      (dids) => dids.map((one) => ({ did: one[0], version: (one[1] ?? 0) + one[2], on: has(one) })),
    ],
  ])('are told from current ones by %s', (_what, show) => {
    const sign = signOf(show);
    expect(sign).toBeTypeOf('object');
    for (const [n, dids] of known.entries())
      for (const one of dids) expect(isCurrent(show(dids, n + 1), one[0], sign as never)).toBe(has(one));
  });

  it.each<[string, (dids: Known, n: number) => Json]>([
    ['unchanged', (dids) => dids.map(([did]) => ({ did }))],
    ['unchanged beside a time', (dids, n) => ({ dids: dids.map(([did]) => did), updatedAt: `at ${n}` })],
    ['with a new time, like all rows', (dids, n) => dids.map(([did]) => ({ did, updatedAt: n }))],
    ['in one text', (dids) => dids.map(([did]) => did).join()],
  ])('count as current if they are kept %s', (_what, show) => {
    expect(signOf(show)).toBeUndefined();
  });

  it('are unclear if they change, but like no other', () => {
    expect(signOf((dids) => dids.map(([did, at]) => ({ did, n: at ?? Number(did) % 10 })))).toBe('unclear');
  });

  it.each<[string, (dids: Known, n: number) => Json]>([
    [
      'that came back',
      (dids) =>
        dids.map(([did, gone, listed]) => ({
          did,
          status: gone !== null ? 'released' : did === b && listed === 3 ? 'again' : 'assigned',
        })),
    ],
    [
      'whose mark is in one text with others',
      (dids) => dids.map((one) => `${one[0]}${has(one) ? '' : ' (released)'}`).join('; '),
    ],
  ])('are unclear if no sign fits one %s', (_what, show) => {
    expect(signOf(show)).toBe('unclear');
  });

  it('are gone if they are not mentioned', () => {
    expect(isCurrent([a], a, undefined)).toBe(true);
    expect(isCurrent([a], b, undefined)).toBe(false);
  });

  it('need no sign if the state forgets them', () => {
    expect(signOf((dids) => dids.filter(has).map(([did]) => did))).toBeUndefined();
  });
});
