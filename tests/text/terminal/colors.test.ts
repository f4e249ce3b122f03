import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { terminalText } from '../../../text/terminal/terminal-text.ts';

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
