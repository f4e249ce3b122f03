import { describe, expect, it } from 'vitest';
import {
  describeChanges,
  describeDifferences,
  differences,
  onlyCounters,
} from '../../observation/difference.ts';
import { anything } from '../../observation/expectation.ts';
import type { Json } from '../../observation/json.ts';

const state = { sn: 'A', applied: 1, dids: [{ did: '1' }, { did: '2' }], capacity: null };

describe('the difference between two states', () => {
  it.each<[string, Json, string]>([
    ['a counter', { ...state, applied: 4 }, '`applied` went from 1 to 4'],
    [
      'a nested value',
      { ...state, dids: [{ did: '1' }, { did: '3' }] },
      '`dids[1].did` went from "2" to "3"',
    ],
    ['an added entry', { ...state, dids: [...state.dids, '3'] }, '`dids[2]` was added: "3"'],
    ['a removed entry', { ...state, dids: [{ did: '1' }] }, '`dids[1]` was removed: {"did":"2"}'],
    ['a new key', { ...state, at: 5 }, '`at` was added: 5'],
    ['null, which is a value', { ...state, capacity: {} }, '`capacity` went from null to {}'],
    ['the type', { ...state, dids: {} }, '`dids` went from [{"did":"1"},{"did":"2"}] to {}'],
    ['the whole', null, `the state went from ${JSON.stringify(state)} to null`],
  ])('is described: %s', (_what, after, words) => {
    expect(describeChanges(differences(state, after))).toBe(words);
  });

  it.each<[string, Json, boolean]>([
    ['a counter', { ...state, applied: 4 }, true],
    ['a number that falls', { ...state, applied: 0 }, false],
    ['a counter and a text', { ...state, applied: 4, sn: 'B' }, false],
    ['a number that was missing', { ...state, applied: null }, false],
    ['a number that becomes a text', { ...state, applied: '4' }, false],
    ['a text that becomes a number', { ...state, sn: 4 }, false],
  ])('is only a counter, or more: %s', (_what, after, isCounter) => {
    expect(onlyCounters(differences(state, after))).toBe(isCounter);
  });

  it('is empty if they are equal, in any order', () => {
    expect(
      differences(state, { dids: [{ did: '1' }, { did: '2' }], capacity: null, applied: 1, sn: 'A' }),
    ).toEqual([]);
  });

  it('lists at most three places, and how many more there are', () => {
    expect(describeChanges(differences([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]))).toBe(
      '`[0]` went from 1 to 0, `[1]` went from 2 to 0, `[2]` went from 3 to 0, and 2 more',
    );
  });

  it('cuts no JSON: it counts the parts of a long value, and names the first ones where only one is shown', () => {
    const row = { did: '1001', name: 'x'.repeat(90), trunk: 'main', note: 'y'.repeat(90) };
    const before = { rows: [row], last: null };
    expect(describeChanges(differences(before, { rows: [], last: row }))).toBe(
      `\`rows[0]\` was removed: \`did\` is "1001", \`name\` is "${'x'.repeat(90)}", \`trunk\` is "main", and 1 more value, \`last\` went from null to an object with 4 fields`,
    );
    expect(describeDifferences(differences({ rows: Array(60).fill(1001) }, { rows: null }))).toBe(
      '`rows` is null instead of a list of 60 entries',
    );
  });

  it('has a limited length', () => {
    const words = describeChanges(
      differences({ ['k'.repeat(5000)]: 'x'.repeat(5000) }, { a: 'y'.repeat(5000) }),
    );
    expect(words.length).toBeLessThan(1000);
  });

  it('includes a field named __proto__, but none that every object has', () => {
    expect(differences({}, JSON.parse('{"__proto__":1}'))).toHaveLength(1);
    expect(differences({}, { constructor: 1 })).toEqual([
      { path: 'constructor', expected: undefined, actual: 1 },
    ]);
  });
});

describe('what differs from an expectation', () => {
  it.each<[string, Json, string]>([
    ['a value', { ...state, applied: 4 }, '`applied` is 4 instead of 1'],
    ['a missing entry', { ...state, dids: [{ did: '1' }] }, '`dids[1]` is missing: {"did":"2"}'],
    ['an entry too many', { ...state, dids: [...state.dids, '3'] }, '`dids[2]` is unexpected: "3"'],
    [
      'another kind of value',
      { ...state, dids: null },
      '`dids` is null instead of [{"did":"1"},{"did":"2"}]',
    ],
  ])('is described: %s', (_what, actual, words) => {
    expect(describeDifferences(differences(state, actual))).toBe(words);
  });

  it('is described at three places at most', () => {
    const found = differences([1, 2, 3, 4], [0, 0, 0, 0]);
    expect(describeDifferences(found)).toBe(
      '`[0]` is 0 instead of 1, `[1]` is 0 instead of 2, `[2]` is 0 instead of 3',
    );
  });

  it('says where anything would do', () => {
    expect(describeDifferences(differences({ a: anything }, {}))).toBe('`a` is missing: something');
    expect(describeDifferences(differences({ a: { b: anything } }, {}))).toBe('`a` is missing: {"b":"…"}');
  });
});

describe('a value that may be anything', () => {
  it('must be present', () => {
    expect(differences({ a: anything }, { a: null })).toEqual([]);
    expect(differences({ a: anything }, { a: [1] })).toEqual([]);
    expect(differences({ a: anything }, {})).toHaveLength(1);
  });
});
