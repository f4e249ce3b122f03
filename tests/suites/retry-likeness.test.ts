import { describe, expect, it } from 'vitest';
import type { Json } from '../../suites/json.ts';
import { hasLikeness, likenessOf, withoutNames } from '../../suites/likeness.ts';

const row = (sn: string, applied: number, more: Record<string, Json> = {}): Json => ({
  sn,
  applied,
  dids: [{ did: `9${sn}` }],
  ...more,
});

describe('what states of several PBXs have in common', () => {
  it('is met by another one of the kind, whatever its names and times', () => {
    const likeness = likenessOf([row('A', 1, { at: 100 }), row('B', 1, { at: 101 })]);
    expect(hasLikeness(row('C', 1, { at: 170 }), likeness)).toBe(true);
  });

  it.each<[string, Json]>([
    ['a counter', row('C', 2)],
    ['an entry of a list', { ...(row('C', 1) as object), dids: [{ did: '9C' }, { did: '9C' }] }],
    ['a key', row('C', 1, { retried: true })],
    ['the form of all', [row('C', 1)]],
    ['nothing left', null],
  ])('is not met when %s differs', (_what, state) => {
    const likeness = likenessOf([row('A', 1), row('B', 1)]);
    expect(hasLikeness(state, likeness)).toBe(false);
  });

  it('says nothing where the states differ in a list or its length', () => {
    const likeness = likenessOf([
      { rows: [1], total: 3, sn: 'A' },
      { rows: [1, 2], total: 3, sn: 'B' },
    ]);
    expect(hasLikeness({ rows: 'none', total: 3, sn: 'C' }, likeness)).toBe(true);
    expect(hasLikeness({ rows: [1], total: 4, sn: 'C' }, likeness)).toBe(false);
  });

  it('does not depend on the order of keys', () => {
    const likeness = likenessOf([
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]);
    expect(hasLikeness({ b: 2, a: 1 }, likeness)).toBe(true);
  });
});

describe('the names of a PBX', () => {
  it('are made neutral in keys and in text', () => {
    const state = { A1: { did: '900', note: 'A1 has 900', n: 900, m: 9001 }, other: ['A1'] };
    expect(withoutNames(state, ['A1', '900'])).toEqual(
      withoutNames({ B2: { did: '901', note: 'B2 has 901', n: 901, m: 9001 }, other: ['B2'] }, ['B2', '901']),
    );
  });
});
