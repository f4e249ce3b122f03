import { describe, expect, it } from 'vitest';
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
