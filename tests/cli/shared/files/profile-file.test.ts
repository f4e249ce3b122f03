import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../../cli/shared/files/profile-file.ts';
import { defaultProfile, HookswitchError } from '../../../../simulator/index.ts';

const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-profile-'));

function read(text: string | Uint8Array, flags = {}) {
  writeFileSync(join(cwd, 'p.json'), text);
  return readProfile({ profile: 'p.json', ...flags }, { cwd });
}

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof HookswitchError) return `${error.code}: ${error.message}`;
  }
  return 'not refused';
}

describe('a profile', () => {
  it('is what the file and --payload-in say, and nothing else', () => {
    expect(readProfile({}, { cwd })).toEqual({});
    expect(readProfile({ payloadIn: 'query' }, { cwd })).toEqual({ payloadIn: 'query' });
    expect(read('{"retryDelayMs": 0, "payloadIn": "none"}')).toEqual({
      retryDelayMs: 0,
      payloadIn: 'none',
    });
    expect(read('{"retryDelayMs": 0, "payloadIn": "none"}', { payloadIn: 'body' })).toEqual({
      retryDelayMs: 0,
      payloadIn: 'body',
    });
  });

  it('is overridden by each --set-profile', () => {
    const setProfile = [
      'spacing=indented',
      'retryDelayMs=250',
      'escapeSlashes=true',
      'accept=',
      'userAgent=a=b',
    ];
    expect(read('{"spacing": "spaced", "keyOrder": "reversed"}', { setProfile })).toEqual({
      spacing: 'indented',
      keyOrder: 'reversed',
      retryDelayMs: 250,
      escapeSlashes: true,
      accept: '',
      userAgent: 'a=b',
    });
  });

  it.each([
    ['spacing', 'must be name=value'],
    ['spacing=wide', '--set-profile: '],
    ['spaceing=indented', 'spacing'],
    ['retryDelayMs=-1', 'retryDelayMs'],
    ['escapeSlashes=yes', 'escapeSlashes'],
    ['__proto__=x', '__proto__'],
  ])('refuses --set-profile %s', (choice, sentence) => {
    expect(refusal(() => readProfile({ setProfile: [choice] }, { cwd }))).toContain(sentence);
  });

  it('may hold every choice and begin with a byte order mark', () => {
    expect(read(`\ufeff${JSON.stringify(defaultProfile)}`)).toEqual(defaultProfile);
  });

  it.each([
    ['{"retryDelay": 5}', 'did you mean'],
    ['{"retryDelayMs": "5"}', '/retryDelayMs'],
    ['{"payloadIn": "header"}', '/payloadIn'],
    ['[]', 'the profile'],
    ['null', 'the profile'],
  ])('%s is refused with its position', (text, words) => {
    const sentence = refusal(() => read(text));
    expect(sentence).toMatch(/^bad-profile: p\.json: /);
    expect(sentence).toContain(words);
  });

  it.each([
    [
      '{\n  "spacing": "compact",\n}',
      'line 3, column 1: expected a key in double quotes; add one, or remove the extra comma',
    ],
    ["{'spacing': 1}", 'line 1, column 2: unexpected symbol; put strings and keys in double quotes'],
    [
      '{\n\n  "spacing": compact\n}',
      'line 3, column 14: unexpected symbol; put strings and keys in double quotes',
    ],
    ['', 'line 1, column 1: the JSON is empty'],
    ['{"a": 1} "x"', 'line 1, column 10: unexpected text after the end of the JSON; remove it'],
  ])('%j is not JSON, and its position is shown', (text, words) => {
    expect(refusal(() => read(text))).toBe(`bad-profile: p.json: ${words}`);
  });
});
