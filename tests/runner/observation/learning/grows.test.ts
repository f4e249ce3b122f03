import { expect, it } from 'vitest';
import type { Json } from '../../../../runner/observation/json.ts';
import { onlyGrows } from '../../../../runner/observation/learning/grows.ts';

it.each<[string, Json, Json]>([
  ['a list with one more entry', ['a'], ['a', 'b']],
  ['a list with the newest entry first', ['a'], ['b', 'a']],
  ['a list and its count', { count: 1, log: ['a'] }, { count: 2, log: ['a', 'b'] }],
  ['a text', 'a\n', 'a\nb\n'],
  ['a new list', {}, { log: ['a'] }],
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
  ['a removed key', { a: 1, log: [] }, { log: ['a'] }],
])('%s does more than grow', (_what, before, after) => {
  expect(onlyGrows(before, after)).toBe(false);
});
