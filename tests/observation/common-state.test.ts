import { describe, expect, it } from 'vitest';
import { commonStateOf, withoutNames } from '../../observation/common-state.ts';
import { describeDifferences, differences } from '../../observation/difference.ts';
import type { Json } from '../../observation/json.ts';

const row = (sn: string, applied: number, more: Record<string, Json> = {}): Json => ({
  sn,
  applied,
  dids: [{ did: `9${sn}` }],
  ...more,
});

describe("the common pattern of several PBXs' states", () => {
  it('matches another state of the kind, whatever its names and times', () => {
    const common = commonStateOf([row('A', 1, { at: 100 }), row('B', 1, { at: 101 })]);
    expect(differences(common, row('C', 1, { at: 170 }))).toEqual([]);
  });

  it.each<[string, Json]>([
    ['a counter', row('C', 2)],
    ['an entry of a list', { ...(row('C', 1) as object), dids: [{ did: '9C' }, { did: '9C' }] }],
    ['a key', row('C', 1, { retried: true })],
    ['the form of all', [row('C', 1)]],
    ['the form of a list', { ...(row('C', 1) as object), dids: { did: '9C' } }],
    ['nothing left', null],
  ])('does not match if %s differs', (_what, state) => {
    const common = commonStateOf([row('A', 1), row('B', 1)]);
    expect(differences(common, state)).not.toEqual([]);
  });

  it('is undefined if the states differ in a list or its length', () => {
    const common = commonStateOf([
      { rows: [1], total: 3, sn: 'A' },
      { rows: [1, 2], total: 3, sn: 'B' },
    ]);
    expect(differences(common, { rows: 'none', total: 3, sn: 'C' })).toEqual([]);
    expect(differences(common, { rows: [1], total: 4, sn: 'C' })).not.toEqual([]);
  });

  it('is undefined where the states have other keys', () => {
    const common = commonStateOf([
      { of: { a: 1 }, n: 1 },
      { of: { b: 1 }, n: 1 },
    ]);
    expect(differences(common, { of: { c: 3 }, n: 1 })).toEqual([]);
    expect(differences(common, { of: { c: 3 }, n: 2 })).not.toEqual([]);
  });

  it('describes how another state differs', () => {
    const common = commonStateOf([row('A', 1), row('B', 1)]);
    const other = { ...(row('C', 5) as object), dids: [{ did: '9C' }, { did: '9C' }] };
    expect(describeDifferences(differences(common, other))).toBe(
      '`applied` is 5 instead of 1, `dids[1]` is unexpected: {"did":"9C"}',
    );
  });

  it('does not depend on the order of keys', () => {
    const common = commonStateOf([
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]);
    expect(differences(common, { b: 2, a: 1 })).toEqual([]);
  });
});

describe('the names of a PBX', () => {
  it('are numbered, and nothing else changes', () => {
    const state = { A1: { did: '900', n: 900, m: 9001, on: true, gone: null }, list: ['A1 has 900'] };
    expect(withoutNames(state, ['A1', '900'])).toEqual({
      'name 0': { did: 'name 1', n: 'name 1', m: 9001, on: true, gone: null },
      list: ['name 0 has name 1'],
    });
  });

  it('are replaced in keys and in text', () => {
    const state = { A1: { did: '900', note: 'A1 has 900', n: 900, m: 9001 }, other: ['A1'] };
    expect(withoutNames(state, ['A1', '900'])).toEqual(
      withoutNames({ B2: { did: '901', note: 'B2 has 901', n: 901, m: 9001 }, other: ['B2'] }, ['B2', '901']),
    );
  });
});
