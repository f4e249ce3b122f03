import { describe, expect, it } from 'vitest';
import { parseState } from '../../../runner/observation/parse-state.ts';

describe('parseState', () => {
  it('keeps the digits of integers that JavaScript would round', () => {
    expect(parseState('{"id":9007199254740993,"ids":[-9223372036854775808, 1]}')).toEqual({
      id: '9007199254740993',
      ids: ['-9223372036854775808', 1],
    });
  });

  it('leaves texts, keys and other numbers unchanged', () => {
    for (const text of [
      '{"9007199254740993":"9007199254740993","a\\\\":"\\"9007199254740993"}',
      '[0.12345678901234567, 1e30, 1234567890123456.5, 9007199254740991, 12345678901234567e2]',
    ])
      expect(parseState(text)).toEqual(JSON.parse(text));
  });
});
