import { describe, expect, it } from 'vitest';
import { changedPlaces, isSameAt } from '../../observation/changed-places.ts';
import { valueAt } from '../../observation/difference.ts';
import type { Json } from '../../observation/json.ts';

const state = { pbx: null, total: { requests: 1, recent: ['a'], last: { at: 'noon' } }, rows: [1, 2] };

describe('the places that changed', () => {
  it.each<[string, Json, readonly string[] | undefined]>([
    ['nothing', state, []],
    ['the order of a list', { ...state, rows: [2, 1] }, []],
    ['a number', { ...state, total: { ...state.total, requests: 2 } }, ['total.requests']],
    ['a list', { ...state, rows: [1, 3, 4] }, ['rows']],
    ['lists in objects', { ...state, total: { ...state.total, recent: ['b', 'a'] } }, ['total.recent']],
    ['a new key', { ...state, extra: 1 }, ['extra']],
    ['the whole', 'nothing', undefined],
    ['the whole, into a list', [state], undefined],
  ])('are found: %s', (_what, after, places) => {
    expect(changedPlaces(state, after)).toEqual(places);
  });

  it('have no place in a list', () => {
    expect(changedPlaces([1], [2])).toBeUndefined();
  });
});

it('a plain value is the same at a place, and a list never is', () => {
  const other = { ...state, pbx: 'other' };
  expect(isSameAt('total.requests', state, other)).toBe(true);
  expect(isSameAt('pbx', state, other)).toBe(false);
  expect(isSameAt('rows', state, other)).toBe(false);
});

it('a value is found at its place', () => {
  const dotted = { 'a.b': { c: 1 }, a: { b: 2 } };
  expect(valueAt(state, 'total.last.at')).toBe('noon');
  expect(valueAt(dotted, 'a.b.c')).toBe(1);
  expect(valueAt(state, 'total.other')).toBeUndefined();
  expect(valueAt(state, 'tot')).toBeUndefined();
  expect(valueAt(['x'], 'total')).toBeUndefined();
});
