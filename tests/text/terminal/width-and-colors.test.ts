import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { terminalText } from '../../../text/terminal/terminal-text.ts';
import { clip, oneLine, visible } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';

describe('wrap', () => {
  it('breaks after spaces and commas, before the width', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('{"a":1,"b":22,"c":3}', 14)).toEqual(['{"a":1,"b":22,', '"c":3}']);
  });

  it('splits text longer than a line between characters', () => {
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('😀😀😀', 2)).toEqual(['😀😀', '😀']);
  });

  it('keeps line breaks, and returns one empty line for empty text', () => {
    expect(wrap('a\n\nb', 10)).toEqual(['a', '', 'b']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it("prints no command for GitHub's runner", () => {
    expect(wrap('x ::add-mask::a', 14)).toEqual(['x', ': :add-mask::a']);
    expect(wrap('a ##[error]b', 40)).toEqual(['a # #[error]b']);
    expect(wrap('http://[::1]:3000', 40)).toEqual(['http://[::1]:3000']);
  });
});

describe('visible', () => {
  it.each([
    ['an escape code', '\u001b[31m', '\\u001b[31m'],
    ['a C1 control character, which terminals interpret too', '\u009b2J', '\\u009b2J'],
    ['a NUL', '\u0000', '\\u0000'],
    ['a carriage return', 'a\r\n', 'a\\r\n'],
    ['text that reverses direction', '\u202etxet', '\\u202etxet'],
    ['an unpaired surrogate', '\ud800', '\\ud800'],
    ['a character that XML forbids', '\ufffe\uffff', '\\ufffe\\uffff'],
    ['an invisible tag', '\u{e0041}', '\\u{e0041}'],
  ])('shows %s', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves any script, emoji, line breaks and tabs unchanged', () => {
    const text = 'Zürich 东京\tقاهرة\n👨‍👩‍👧 \\u001b';
    expect(visible(text)).toBe(text);
  });
});

describe('oneLine', () => {
  it('turns every run of white space into one space', () => {
    expect(oneLine(' a\n\r\n b\t c ')).toBe('a b c');
  });
});

describe('clip', () => {
  it('marks omissions, and splits no character', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('abcd😀fg', 6)).toBe('abcd…');
  });
});

const terminal = { isTTY: true };
const pipe = {};

describe('colors', () => {
  it.each([
    ['a terminal', terminal, {}, true],
    ['a pipe', pipe, {}, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['a dumb terminal with FORCE_COLOR', terminal, { TERM: 'dumb', FORCE_COLOR: '1' }, true],
    ['a pipe with FORCE_COLOR=0', pipe, { FORCE_COLOR: '0' }, false],
    ['a pipe with FORCE_COLOR and NO_COLOR', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('for %s', (_what, stream, env, isColored) => {
    expect(terminalText(colorsFor(stream, env).red('x')) !== 'x').toBe(isColored);
  });

  // Select Graphic Rendition, ECMA-48, 8.3.117.
  it.each([
    ['bold', 1, 22],
    ['dim', 2, 22],
    ['red', 31, 39],
    ['green', 32, 39],
    ['yellow', 33, 39],
    ['magenta', 35, 39],
  ] as const)(
    '%s has the sequences of ECMA-48, whatever the variables of this process',
    (name, open, close) => {
      const painted = colorsFor(terminal, {})[name]('x');
      expect(terminalText(painted)).toBe(`\u001b[${open}mx\u001b[${close}m`);
    },
  );

  it('continue after a color within', () => {
    const { red, green } = colorsFor(terminal, {});
    expect(terminalText(red(`a${green('b')}c`))).toBe(
      '\u001b[31ma\u001b[32mb\u001b[39m\u001b[31mc\u001b[39m',
    );
  });
});
