import { describe, expect, it } from 'vitest';
import { parseState } from '../../observation/parse-state.ts';

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

  it('ignores a byte order mark', () => {
    expect(parseState('\uFEFF{"did":"1"}')).toEqual({ did: '1' });
    expect(() => parseState('\uFEFF')).toThrow(SyntaxError);
  });

  it.each<[unknown, unknown]>([
    [[2026, 12, 1, 2, 8, 5, 123_000_000], '2026-12-01T02:08:05.123000000'],
    [[2026, 12, 1, 2, 8, 5], '2026-12-01T02:08:05'],
    [[2026, 12, 1, 2, 8], '2026-12-01T02:08:00'],
    [{ seconds: 1_796_090_885, nanos: 500_000_000 }, 1_796_090_885.5],
    [{ _seconds: 1_796_090_885, _nanoseconds: 0 }, 1_796_090_885],
    ['/Date(1796090885123)/', 1_796_090_885_123],
    ['/Date(1796090885123+0100)/', 1_796_090_885_123],
  ])('joins the parts of the time %j', (shown, time) => {
    expect(parseState(JSON.stringify({ rows: [{ at: shown }] }))).toEqual({ rows: [{ at: time }] });
  });

  it.each([
    [[2026, 12]],
    [[2026, 13, 1, 2, 8]],
    [[2026, 12, 1, 2, 8, '5']],
    [[2026, 12, 1, 2, 8, 5, 1, 1]],
    [{ seconds: 5 }],
    [{ seconds: 5, nanos: 'a' }],
    [{ seconds: 5, nanos: 1, did: '1' }],
    ['at /Date(1796090885123)/'],
  ])('leaves %j unchanged', (shown) => {
    expect(parseState(JSON.stringify(shown))).toEqual(shown);
  });
});
