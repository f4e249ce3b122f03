import { expect, it } from 'vitest';
import type { Json } from '../../../../runner/observation/json.ts';
import { onlyGrows } from '../../../../runner/observation/learning/grows.ts';

it.each<[string, Json, Json]>([
  ['a list with one more entry', ['a'], ['a', 'b']],
  ['a list with the newest entry first', ['a'], ['b', 'a']],
  ['a list and its count', { count: 1, log: ['a'] }, { count: 2, log: ['a', 'b'] }],
  ['a text', 'a\n', 'a\nb\n'],
  ['a new list', {}, { log: ['a'] }],
  [
    'a log beside what stays',
    { on: true, n: 1, note: '', log: ['a'] },
    { on: true, n: 1, note: '', log: ['a', 'b'] },
  ],
  ['a log beside a value that was null', { last: null, log: ['a'] }, { last: 'b', log: ['a', 'b'] }],
])('%s only grows', (_what, before, after) => {
  expect(onlyGrows(before, after)).toBe(true);
});

it.each<[string, Json, Json]>([
  ['the same list', ['a'], ['a']],
  ['another list', ['a', 'b'], ['c']],
  ['a list in another order with one more entry', ['a', 'b'], ['b', 'c', 'a']],
  ['a list whose entry changed', [{ at: 1, by: 'x' }], [{ at: 2, by: 'x' }, 'b']],
  ['a count without a list', { count: 1 }, { count: 2 }],
  ['a log next to a state', { dids: ['a'], log: ['a'] }, { dids: ['b'], log: ['a', 'b'] }],
  ['a log next to a falling count', { left: 2, log: ['a'] }, { left: 1, log: ['a', 'b'] }],
  ['a hash', '9f86d0', '60303a'],
  ['the same text', 'a', 'a'],
  ['a shorter text', 'ab', 'a'],
  ['a count beside the same text', { text: 'a', count: 1 }, { text: 'a', count: 2 }],
  ['a text that was empty, beside a log', { note: '', log: ['a'] }, { note: 'x', log: ['a', 'b'] }],
  ['a flag beside a log', { on: true, log: ['a'] }, { on: false, log: ['a', 'b'] }],
  ['a number that becomes a text', { n: 1, log: ['a'] }, { n: '1', log: ['a', 'b'] }],
  ['a text that becomes a number', { n: '1', log: ['a'] }, { n: 1, log: ['a', 'b'] }],
  ['a list that becomes an object', { of: ['a'], log: ['a'] }, { of: { a: 1 }, log: ['a', 'b'] }],
  ['an object that becomes a list', { of: { a: 1 }, log: ['a'] }, { of: ['a'], log: ['a', 'b'] }],
  ['a removed key', { a: 1, log: [] }, { log: ['a'] }],
])('%s does more than grow', (_what, before, after) => {
  expect(onlyGrows(before, after)).toBe(false);
});
