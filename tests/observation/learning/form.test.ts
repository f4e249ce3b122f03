import { expect, it } from 'vitest';
import { commonForm, formOf } from '../../../observation/learning/form.ts';

it.each([
  ['a text', { did: '0711' }, 'text'],
  ['a key', { '0711': {} }, 'text'],
  ['a text in a list of lists', [[['0711']]], 'text'],
  ['part of a text', ['+49 0711 via trunk'], 'within-text'],
  ['part of a key', { 'did:0711': true }, 'within-text'],
  ['another number', [1711], undefined],
  ['nothing', null, undefined],
])('finds a value as %s', (_what, state, form) => {
  expect(formOf(state, '0711')).toBe(form);
});

it('finds a value as a number', () => {
  expect(formOf({ id: 114529 }, '114529')).toBe('number');
  expect(formOf({ id: 114529.5 }, '114529')).toBeUndefined();
});

it('does not treat a list index as a key', () => {
  expect(formOf(['a', 'b'], '1')).toBeUndefined();
});

it('prefers the most specific form', () => {
  expect(formOf(['x0711', '0711'], '0711')).toBe('text');
  expect(formOf([5, 'x5'], '5')).toBe('number');
});

it('uses the least specific form of several values', () => {
  expect(commonForm({ a: '1', b: 2, c: 'c3' }, ['1', '2', '3'])).toBe('within-text');
  expect(commonForm({ a: '1', b: 2 }, ['1', '2'])).toBe('number');
  expect(commonForm({ a: '1' }, ['1', '2'])).toBeUndefined();
});
