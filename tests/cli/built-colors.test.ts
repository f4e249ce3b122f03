import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../dist/bin/hookswitch.js', import.meta.url));

/** Select Graphic Rendition, ECMA-48, 8.3.117. */
const graphic = /\u001b\[\d+m/g;

describe('the built command line', () => {
  // The command line is built into several files. All of them must share the mark of our own escape sequences.
  it.each([
    ['a check', ['check', 'reference', '--rules', 'signature/rejects-missing']],
    ['rules', ['rules', 'signature/rejects-missing']],
  ])('colors %s and prints no unescaped control sequence from the receiver', (_what, argv) => {
    const written = execFileSync(process.execPath, [bin, ...argv], {
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '1' },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(written).toMatch(graphic);
    expect(written.replace(graphic, '')).not.toMatch(/\\u001b|\u001b/);
  });
});
