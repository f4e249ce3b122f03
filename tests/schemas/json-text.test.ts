import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPlain, parseJson, placeOf } from '../../schemas/json-text.ts';

function mistakeIn(text: string, run: (text: string) => unknown = parseJson): string | undefined {
  try {
    run(text);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return error instanceof Error ? error.message : '';
  }
}

/** The building blocks of JSON texts and nearly valid ones. */
const parts = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0',
    '.',
    'e5',
    '1.5',
    'true',
    'null',
    'tru',
    ' ',
    '\n',
    '\t',
  ],
  ...[
    '\0',
    '\\',
    '\\u12',
    '/',
    '//',
    '/*',
    '*/',
    '\u2028',
    '\u00a0',
    '\v',
    '"\\u00e9"',
    '"\\ud800"',
    '"\u0007"',
    '\ufeff',
  ],
);
const texts = fc.array(parts, { maxLength: 14, size: 'max' }).map((some) => some.join(''));

describe('a JSON text', () => {
  it('is refused exactly when JSON.parse refuses it, with the position', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        const mistake = mistakeIn(text);
        expect(mistake === undefined).toBe(mistakeIn(text, JSON.parse) === undefined);
        if (mistake !== undefined) expect(mistake).toMatch(/^line \d+, column \d+: [ -~]{10,120}$/);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['[1,\n 2 3]', 'line 2, column 4: expected a comma before this'],
    ['[1,]', 'line 1, column 4: expected a value; add one, or remove the extra comma'],
    ['{"a": 1,\r\n"b"}', 'line 2, column 4: expected a colon after the key'],
    ['{"a": 1', 'line 1, column 8: expected a } or a comma'],
    ['[1', 'line 1, column 3: expected a ] or a comma'],
    ['// x\n1', 'line 1, column 1: JSON has no comments; remove this one'],
    ['["a\n"]', 'line 1, column 2: this string has no closing double quote'],
    [
      '["\\x"]',
      'line 1, column 2: this string contains an invalid escape sequence; write \\\\ for a backslash',
    ],
    ['["\\u12"]', 'line 1, column 2: this string contains \\u without four hexadecimal digits'],
    [
      '["\0"]',
      'line 1, column 2: this string contains a control character; escape it, such as \\n, \\t or \\u0000',
    ],
    ['[1.]', 'line 1, column 2: this number is incomplete'],
    ['\n ', 'line 2, column 2: the JSON is empty'],
    ['[1] 2', 'line 1, column 5: unexpected text after the end of the JSON; remove it'],
    ['['.repeat(1_000_000), 'line 1, column 1001: this is nested deeper than 1000 levels'],
  ])('%j is refused with advice', (text, mistake) => {
    expect(mistakeIn(text)).toBe(mistake);
  });

  it('may begin with a byte order mark', () => {
    expect(parseJson('\ufeff{"a": 1}')).toEqual({ a: 1 });
    expect(mistakeIn('\ufeff{"a": }')).toContain('line 1, column 7');
  });

  it('may have duplicate keys and deep nesting unless it must be plain', () => {
    expect(parseJson('{"a": 1, "a": 2}')).toEqual({ a: 2 });
    const plain = (text: string) => mistakeIn(text, (some) => assertPlain(some, 2));
    expect(plain('{"a": [1],\n "a": 2}')).toBe('line 2, column 2: the key "a" appears twice; remove one');
    expect(plain('{"__proto__": 1, "__proto__": 2}')).toContain('the key "__proto__" appears twice');
    expect(plain('{"a": {"a": 1}, "b": [{}, {}]}')).toContain('nested deeper than 2 levels');
    expect(plain('[{"a": 1}, {"a": 1}]')).toBeUndefined();
    expect(plain('{"a": {"b": 1}, "b": 1}')).toBeUndefined();
    expect(plain('{"a": {}, "a": 1}')).toContain('the key "a" appears twice');
  });
});

describe('the position of a part', () => {
  const text = '\ufeff{\n  "a": [1,\r\n    {"b/c~": 2}\r],\n  "7": 3 }';

  it.each([
    ['', { line: 1, column: 1 }],
    ['/a', { line: 2, column: 8 }],
    ['/a/0', { line: 2, column: 9 }],
    ['/a/1', { line: 3, column: 5 }],
    ['/a/1/b~1c~0', { line: 3, column: 14 }],
    ['/a/1/nothing', { line: 3, column: 5 }],
    ['/a/9', { line: 2, column: 8 }],
    ['/7', { line: 5, column: 8 }],
  ])('of %j is %j', (pointer, place) => {
    expect(placeOf(text, pointer)).toEqual(place);
  });
});
