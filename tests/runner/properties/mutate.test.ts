import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { mutate } from '../../../runner/properties/mutate.ts';

const message: Json = [{ event: 'did_change', list: ['a', { did: '1' }] }];

/** Every place in the message above, in order: the whole, the item, its fields, their content. */
const placeCount = 7;
const atPlace = (n: number) => (n + 0.5) / placeCount;

describe('a message with one value replaced', () => {
  it.each<[number, Json]>([
    [0, 5],
    [1, [5]],
    [2, [{ event: 5, list: ['a', { did: '1' }] }]],
    [3, [{ event: 'did_change', list: 5 }]],
    [4, [{ event: 'did_change', list: [5, { did: '1' }] }]],
    [5, [{ event: 'did_change', list: ['a', 5] }]],
    [6, [{ event: 'did_change', list: ['a', { did: 5 }] }]],
  ])('at place %i is otherwise unchanged', (place, expected) => {
    expect(mutate(message, { at: atPlace(place), by: 5 })).toEqual(expected);
  });

  it('does not change the original', () => {
    const before = JSON.stringify(message);
    mutate(message, { at: atPlace(6), by: null });
    expect(JSON.stringify(message)).toBe(before);
  });
});

describe('a message with one value removed', () => {
  it.each<[number, Json]>([
    [0, null],
    [1, []],
    [2, [{ list: ['a', { did: '1' }] }]],
    [4, [{ event: 'did_change', list: [{ did: '1' }] }]],
    [6, [{ event: 'did_change', list: ['a', {}] }]],
  ])('at place %i no longer has that place', (place, expected) => {
    expect(mutate(message, { at: atPlace(place), by: undefined })).toEqual(expected);
  });
});

it('reaches the whole of a message that is not an object', () => {
  expect(mutate('text', { at: 0.999, by: [] })).toEqual([]);
});
