import { describe, expect, it } from 'vitest';
import { checkObserver } from '../../observation/check-observer.ts';
import { noState, type Seen, trouble } from '../../observation/observer.ts';
import { parseState } from '../../observation/parse-state.ts';
import { briefly, stateInWords } from '../../observation/state-in-words.ts';

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

async function problemWith(seen: Seen): Promise<string> {
  const observer = {
    option: 'observeUrl',
    isPerPbx: true,
    showsState: true,
    observe: async () => seen,
  } as const;
  const error = await checkObserver(observer, '36AB', AbortSignal.timeout(60_000)).catch((reason) => reason);
  return error.message;
}

it('says that the receiver may hang since an earlier check if its observer does not respond', async () => {
  expect(await problemWith(noState.late)).toBe(
    'the observer did not respond within 10 s; check --observe-url. If it responded earlier, your receiver may hang: restart it',
  );
  expect(await problemWith(trouble('the observer responded 500'))).toBe(
    'the observer responded 500; check --observe-url',
  );
});
