import { describe, expect, it } from 'vitest';
import { seededRandom, subSeed } from '../../simulator/random.ts';

describe('the numbers of a seed', () => {
  // The output of mulberry32 in its author's C code, divided by 2^32.
  it.each([
    [0, [1_144_304_738, 1_416_247, 958_946_056]],
    [1, [2_693_262_067, 11_749_833, 2_265_367_787]],
    [-1, [3_850_105_811, 813_802_916, 3_073_704_848]],
  ])('are those of mulberry32: %i', (seed, expected) => {
    const random = seededRandom(seed);
    expect(expected.map(() => random() * 2 ** 32)).toEqual(expected);
  });
});

describe('the seed of a name', () => {
  // The test vectors of FNV-1a with 32 bits.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('is its FNV-1a hash: "%s"', (name, hash) => {
    expect(subSeed(0, name) >>> 0).toBe(hash);
  });

  it('differs for another seed', () => {
    expect(subSeed(1, 'a')).not.toBe(subSeed(2, 'a'));
  });
});
