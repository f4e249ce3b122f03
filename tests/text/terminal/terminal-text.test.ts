import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { dataStream, own, terminalText } from '../../../text/terminal/terminal-text.ts';
import { env, withReceiver } from '../../support/recording-receiver.ts';
import { runCli } from '../../support/run-cli.ts';

const colors = colorsFor({ isTTY: true }, {});
const plain = colorsFor({}, {});

/** Characters that a terminal interprets or hides, by the standards: ECMA-48 (C0 but tab and line feed, DEL, C1), UAX #9 (bidi), zero width. */
const obeyed =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
/** Select Graphic Rendition, ECMA-48, 8.3.117. */
const graphic = /\u001b\[\d+m/g;

const foreign = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom(
        '\u001b]0;owned\u0007',
        '\u001b]8;;http://evil.example\u001b\\',
        '\u001b[31m',
        '\u001b[8m',
        '\u001b[2J',
        '\u009b2J',
        '\u009d0;owned\u009c',
        '\u001b',
        '\u001b>',
        '\u001b<',
        '\r',
        '\b',
        '\u202e',
        '\u2066',
        '\u200b',
        '\ufeff',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('text for a terminal', () => {
  it('contains no control characters, whatever it was', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        expect(terminalText(text)).not.toMatch(obeyed);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps our colors, and no others', () => {
    const names = ['red', 'bold', 'dim', 'green', 'yellow', 'magenta'] as const;
    fc.assert(
      fc.property(foreign, foreign, fc.constantFrom(...names), (before, inside, name) => {
        const written = terminalText(`${before}${colors[name](inside)}`);
        expect(written.match(graphic)).toHaveLength(2);
        expect(written.replace(graphic, '')).not.toMatch(obeyed);
        expect(written.replace(graphic, '')).toBe(terminalText(`${before}${plain[name](inside)}`));
      }),
      { numRuns: 2000 },
    );
  });

  // Select Graphic Rendition: 31 red, 39 the default color, 1 bold, 22 not bold.
  it('continues in the outer color after an inner one', () => {
    expect(terminalText(colors.red(`a${colors.green('b')}c`))).toBe(
      '\u001b[31ma\u001b[32mb\u001b[39m\u001b[31mc\u001b[39m',
    );
    expect(terminalText(colors.bold('a'))).toBe('\u001b[1ma\u001b[22m');
    expect(terminalText(`${own('\r\u001b[2K')}50 %\n`)).toBe('\r\u001b[2K50 %\n');
  });

  it('shows a truncated sequence of ours', () => {
    const cut = colors.red('a').slice(0, 20);
    expect(terminalText(cut)).not.toMatch(obeyed);
  });

  it('leaves any script, emoji, line breaks and tabs unchanged', () => {
    const text = 'Zürich 東京\tقاهرة\n👨‍👩‍👧';
    expect(terminalText(text)).toBe(text);
  });
});

describe('JSON for a terminal', () => {
  const written = (isTTY: boolean, text: string) => {
    const chunks: string[] = [];
    const stream = Object.assign(
      new Writable({
        decodeStrings: false,
        write: (chunk, _encoding, done) => done(void chunks.push(chunk)),
      }),
      { isTTY },
    );
    dataStream(stream).write(text);
    return chunks.join('');
  };

  it('contains no control characters, and has the same value', () => {
    fc.assert(
      fc.property(foreign, (value) => {
        const shown = written(true, `${JSON.stringify({ value })}\n`);
        expect(shown).not.toMatch(obeyed);
        expect(JSON.parse(shown)).toEqual({ value });
      }),
    );
    expect(JSON.parse(written(true, '"\u{e0041}"'))).toBe('\u{e0041}');
  });

  it('goes into a file or a pipe unchanged', () => {
    expect(written(false, '"\u009b2J"')).toBe('"\u009b2J"');
  });
});

const attack = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202etxet\u200b';
const escaped = '\\u001b]0;owned\\u0007\\u001b[31m\\u009b2J\\u202etxet\\u200b';

describe('escape codes', () => {
  it('from an --exec command are shown as text', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-terminal-'));
    writeFileSync(join(cwd, 'attack.txt'), attack);
    const argv = ['check', 'http://127.0.0.1:9/hook', '--exec', 'cat attack.txt; exit 3', '--wait', '5s'];
    const { exitCode, stderr } = await runCli(argv, { env: { ...env, FORCE_COLOR: '1' }, cwd });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(escaped);
    expect(stderr.replace(graphic, '')).not.toMatch(obeyed);
  });

  it('from an observer, a body, a header and a reason are shown as text, on a color terminal too', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-terminal-'));
    writeFileSync(join(cwd, 'attack.txt'), attack);
    await withReceiver(
      (response) => {
        response.writeHead(500, 'Oh \u009b2J', { Location: 'http://h/\u009b2J' });
        response.end(attack);
      },
      async ({ url }) => {
        const argv = ['check', url, '--observe-cmd', `cat '${join(cwd, 'attack.txt')}' >&2; exit 1`];
        const all = ['--rules', 'signature/accepts-genuine', '--verbose'];
        for (const given of [argv, argv.slice(0, 2)]) {
          const { stdout, stderr } = await runCli([...given, ...all], {
            env: { ...env, FORCE_COLOR: '1' },
            cwd,
          });
          expect(stdout + stderr).toContain('u001b]0;owned');
          expect((stdout + stderr).replace(graphic, '')).not.toMatch(obeyed);
        }
      },
    );
  });

  it.each([
    ['verify', ['verify', attack, attack]],
    ['an unknown command', [attack]],
    ['an unknown option', ['check', `--${attack}`]],
    ['a diff file', ['diff', attack, attack]],
    ['a report format', ['check', 'http://127.0.0.1:9/', '--report', `${attack}=x`]],
    ['a load report', ['load', 'http://127.0.0.1:9/', '--report', `json=/dev/null/${attack}/x`]],
    ['a URL', ['check', `http://127.0.0.1:9/${attack}`]],
    ['a journal', ['send', 'http://127.0.0.1:9/', '--event', 'test', '--journal', `/dev/null/${attack}`]],
    ['a folder', ['fixtures', '--out', `/dev/null/${attack}`]],
  ])('in the arguments are shown as text: %s', async (_what, argv) => {
    const { exitCode, stdout, stderr } = await runCli(argv, { env });
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).not.toMatch(obeyed);
  });

  it('in data stay unchanged: a message is sent byte for byte', async () => {
    const body = JSON.stringify({ event: 'test', message: '\u009b2J\u202etxet' });
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-terminal-'));
    await withReceiver(
      (response) => response.end(body),
      async ({ url }) => {
        const argv = ['check', url, '--rules', 'signature/accepts-genuine', '--report', 'json=-'];
        const { stdout } = await runCli(argv, { env, cwd });
        expect(JSON.stringify(JSON.parse(stdout))).toContain('\u009b2J\u202etxet');
      },
    );
  });
});
