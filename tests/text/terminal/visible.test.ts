import { describe, expect, it } from 'vitest';
import { clip, oneLine, visible } from '../../../text/terminal/visible.ts';

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
