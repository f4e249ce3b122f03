import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../schemas/generated/types.ts';
import { plainFormatting, writeJson } from '../../../suites/cases/json-formatting.ts';
import {
  showAlteration,
  showCut,
  showField,
  showFormatting,
  showMalformed,
  showMutation,
  showName,
  showSecret,
  showTampering,
} from '../../../suites/cases/show-case.ts';

const request = (text: string, signature = ''): RequestRecord => ({
  method: 'POST',
  url: 'http://127.0.0.1:3000/webhook',
  headers: [['X-Signature', signature]],
  body: { text, bytes: Buffer.byteLength(text), truncated: false },
});

const message = [{ event: 'did_change', name: 'a/b', time: 1 }];
const formatted = (form: Partial<typeof plainFormatting>) => {
  const whole = { ...plainFormatting, ...form };
  return showFormatting(whole, request(writeJson(message, whole)));
};

describe('a failing case', () => {
  it.each([
    ['a space after', { after: ' ' }, 'a space after the message: …_change","name":"a/b","time":1}]» «'],
    [
      'a line break inside',
      { inBrackets: '\r\n' },
      'CR LF inside brackets and around commas: [»\\r\\n«{\\r\\n"event"',
    ],
    ['escapes', { escapes: 'all' }, 'every character of each string as a \\u escape: [{"»\\u0065«\\u0076'],
    ['an escaped slash', { slash: '\\/' }, '/ written as \\/: [{"event":"did_change","name":"a»\\/«b"'],
    ['another order', { isReversed: true }, 'keys in reverse order: [{"»t«ime":1,"name":"a/b"'],
  ] as const)('of formatting marks %s', (_what, form, shown) => {
    expect(formatted(form)).toContain(shown);
  });

  it('of formatting shows the plain form too, if a receiver may refuse it', () => {
    expect(formatted({})).toBe('JSON without whitespace');
  });

  it('of a name names the character and how it was sent', () => {
    const trunkName = 'Z\u00fcrich';
    expect(showName({ trunkName, isEscaped: false })).toBe(
      'the trunk name "Z»\u00fc«rich": U+00FC, sent as the bytes c3 bc',
    );
    expect(showName({ trunkName, isEscaped: true })).toMatch(/: U\+00FC, sent as an escape$/);
    expect(showName({ trunkName: 'plain', isEscaped: false })).toBe('the trunk name "plain"');
  });

  it('of a new field marks the field', () => {
    const sent = request('[{"event":"did_change","region":"x"}]');
    expect(showField({ place: 'report', name: 'region', value: 'x' }, sent)).toBe(
      'a new field in a report: [{"event":"did_change",»"region":"x"«}]',
    );
  });

  it('of a wrong shape names the field, and shows the JSON', () => {
    const whole = [{ event: 'did_change', sn: '36', trunkDidInfoList: [], updateTime: 1 }] as const;
    const change = { at: 0.99, by: null };
    const sent = '[{"event":"did_change","sn":"36","trunkDidInfoList":[],"updateTime":null}]';
    expect(showMutation({ message: [...whole], change } as never, request(sent))).toBe(
      `[0].updateTime replaced by null: ${sent}`,
    );
  });

  it('of a tampered body names the byte', () => {
    const of = (kind: 'bit' | 'digit' | 'removed' | 'space', text: string) =>
      showTampering({ kind, at: 0.5 }, request(text));
    expect(of('bit', 'abcdef')).toBe('one bit changed after signing, byte 4: abc»d«ef');
    expect(of('digit', 'abcde7')).toBe('one digit changed after signing, byte 6: abcde»7«');
    expect(of('removed', 'abcef')).toBe('one byte removed after signing, byte 4: abc»«ef');
    expect(of('space', 'abc def')).toBe('one space inserted after signing, byte 4: abc» «def');
  });

  it('of a signature shows it as it was sent, and marks the character', () => {
    expect(showAlteration({ kind: 'shortened', length: 1 }, request('', 'f'))).toBe(
      'the first character of the genuine signature: X-Signature: f',
    );
    expect(showAlteration({ kind: 'changed', at: 2, by: 1 }, request('', 'fgTz'))).toBe(
      'character 3 changed: X-Signature: fg»T«z',
    );
    expect(showMalformed({ kind: 'text', value: '!' })).toBe('X-Signature: »!«');
  });

  it('of a key says which variant of the secret it is', () => {
    expect(showSecret({ kind: 'prefix', length: 1 })).toBe('the key is the first character of the secret');
    expect(showSecret({ kind: 'character', at: 31 })).toBe('the key is the secret with character 32 changed');
  });

  it('of truncated JSON shows where it ends', () => {
    expect(showCut({}, request('[{"event":'))).toBe('JSON truncated after byte 10: [{"event":»«');
  });

  it('is only described in words if the body contains no message', () => {
    expect(showFormatting({ ...plainFormatting, before: '\t' })).toBe('a tab before the message');
    expect(showCut({})).toBe('truncated JSON');
  });
});
