import { describe, expect, it } from 'vitest';
import { isSame, mentions, shorten } from '../../observation/json.ts';

describe('two states', () => {
  it.each([
    [null, null],
    [[], []],
    [
      { a: 1, b: [true, 'x'] },
      { b: [true, 'x'], a: 1 },
    ],
    [
      { dids: [{ did: '1', trunks: ['a', 'b'] }, { did: '2' }] },
      { dids: [{ did: '2' }, { trunks: ['b', 'a'], did: '1' }] },
    ],
  ])('%j and %j are equal', (a, b) => {
    expect(isSame(a, b)).toBe(true);
  });

  it.each([
    [null, {}],
    [[], {}],
    [0, '0'],
    [[1, 2], [1]],
    [{ a: null }, {}],
    [{ a: { b: [1] } }, { a: { b: [1, 1] } }],
  ])('%j and %j are not equal', (a, b) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });

  it('differ in a field named __proto__ too', () => {
    expect(isSame(JSON.parse('{"__proto__":{"a":1}}'), {})).toBe(false);
  });
});

describe('a state', () => {
  it.each([
    ['900000000012'],
    ['+900000000012'],
    [900_000_000_012],
    { dids: [{ number: '900000000012' }] },
    { 900000000012: true },
    [['tel:900000000012;ext=1']],
  ])('%j mentions a DID', (state) => {
    expect(mentions(state, '900000000012')).toBe(true);
  });

  it.each([null, [], {}, '90000000001', 90_000_000_001, { dids: ['9000', '00000012'] }])(
    '%j does not mention it',
    (state) => {
      expect(mentions(state, '900000000012')).toBe(false);
    },
  );

  it('mentions values that JSON must escape', () => {
    expect(mentions({ name: 'say "hello"\n' }, '"hello"\n')).toBe(true);
  });
});

describe('a state in a finding', () => {
  it('is one line of at most 300 characters', () => {
    expect(shorten({ a: 'x\ny' })).toBe('{"a":"x\\ny"}');
    expect(shorten('x'.repeat(298))).toBe(`"${'x'.repeat(298)}"`);
    expect(shorten('x'.repeat(299))).toBe(`"${'x'.repeat(297)}…"`);
  });

  it('stays JSON, and counts what it leaves out', () => {
    const dids = Array.from({ length: 40 }, (_, n) => ({ did: `9000000000${n}`, trunkName: `trunk ${n}` }));
    expect(shorten({ sn: '36', dids, deleted: false })).toBe(
      `{"sn":"36","dids":[${JSON.stringify(dids.slice(0, 4)).slice(1, -1)},"… 36 more"],"deleted":false}`,
    );
    expect(shorten([1, 2, 3], 4)).toBe('["… 3 more"]');
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`a long key ${n}`, dids]));
    for (const value of [wide, dids, [[dids]], 'x'.repeat(5000)]) {
      const text = shorten(value);
      expect(() => JSON.parse(text)).not.toThrow();
      expect(text.length).toBeLessThanOrEqual(300);
    }
  });
});
