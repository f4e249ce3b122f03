import { describe, expect, it } from 'vitest';
import { headerPairs, headerValues } from '../../../text/formats/headers.ts';

describe('a list of headers', () => {
  it('returns every value of a name, in any case and in order', () => {
    const headers = [
      ['X-Signature', 'a'],
      ['x-signature', 'b'],
      ['X-Signatures', 'c'],
    ] as const;
    expect(headerValues(headers, 'X-SIGNATURE')).toEqual(['a', 'b']);
    expect(headerValues(headers, 'host')).toEqual([]);
  });

  it("is read from Node's flat list", () => {
    expect(headerPairs(['A', '1', 'a', '2'])).toEqual([
      ['A', '1'],
      ['a', '2'],
    ]);
  });
});
