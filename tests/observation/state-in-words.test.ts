import { describe, expect, it } from 'vitest';
import { briefly, stateInWords } from '../../observation/state-in-words.ts';

const dids = Array.from({ length: 9 }, (_, n) => ({ did: `100${n}`, didId: `${n}`, trunk: 'main' }));

describe('a state in words', () => {
  it('is the whole state if it is short', () => {
    expect(stateInWords({ dids: [], applied: 1 })).toBe('{"dids":[],"applied":1}');
  });

  it('is its first places if it is long, and cuts no JSON', () => {
    expect(stateInWords({ dids, applied: 9 })).toBe(
      '`dids[0].did` is "1000", `dids[0].didId` is "0", `dids[0].trunk` is "main", and 25 more values',
    );
  });

  it('includes lists that are empty', () => {
    const state = { dids: [], trunks: {}, note: 'x'.repeat(200) };
    expect(stateInWords(state)).toMatch(/^`dids` is \[\], `trunks` is \{\}, `note` is "x{90,}…"$/);
  });
});

describe('a value within a sentence', () => {
  it('is whole, or a number of entries or fields, or a text that is cut as a text', () => {
    expect(briefly([1, 2])).toBe('[1,2]');
    expect(briefly(dids)).toBe('a list of 9 entries');
    expect(briefly([dids])).toBe('a list of 1 entry');
    expect(briefly({ dids })).toBe('an object with 1 field');
    expect(briefly('x'.repeat(500))).toMatch(/^"x{90,}…"$/);
  });
});
