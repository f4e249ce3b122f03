import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify, type MessageKind, validate } from '../../schemas/index.ts';

const folder = new URL('../../fixtures/messages/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

function bytes(file: string): Buffer {
  return readFileSync(new URL(file, folder));
}

function parsed(file: string): unknown {
  return JSON.parse(bytes(file).toString('utf8'));
}

const kinds: Record<string, MessageKind> = {
  'capacity-change.json': 'capacity-change',
  'crlf.json': 'did-change',
  'did-change-to-none.json': 'did-change',
  'did-change.json': 'did-change',
  'did-delete.json': 'did-change',
  'empty.json': 'empty',
  'escaped.json': 'did-change',
  'extra-fields.json': 'did-change',
  'mixed.json': 'mixed',
  'non-ascii.json': 'did-change',
  'number-forms.json': 'did-change',
  'pce-delete-absent.json': 'did-change',
  'pce-delete-empty.json': 'did-change',
  'pce-delete-last.json': 'did-change',
  'pce-delete-null.json': 'did-change',
  'reversed-keys.json': 'did-change',
  'test-as-printed.json': 'test',
  'test.json': 'test',
  'trailing-newline.json': 'did-change',
  'trunk-delete.json': 'did-change',
  'unknown-event.json': 'unknown',
  'unknown-object.json': 'unknown',
};

describe('the message files', () => {
  it('are the ones listed here', () => expect(files).toEqual(Object.keys(kinds)));

  it.each(Object.entries(kinds))('%s is valid, and %s', (file, kind) => {
    expect(validate('message', parsed(file))).toBeUndefined();
    expect(classify(parsed(file))).toEqual({ kind });
  });

  it('end in a line break only where this is intended', () => {
    expect(files.filter((file) => bytes(file).at(-1) === 0x0a)).toEqual(['trailing-newline.json']);
  });

  it('differ from re-serialized JSON where this is intended', () => {
    const written = (file: string) => JSON.stringify(parsed(file)) === bytes(file).toString('utf8');
    expect(files.filter((file) => !written(file))).toEqual([
      'crlf.json',
      'escaped.json',
      'number-forms.json',
      'test-as-printed.json',
      'trailing-newline.json',
    ]);
  });

  it('include the test message with the spacing on the vendor’s page', () => {
    expect(bytes('test-as-printed.json').toString('latin1')).toBe(
      '{ \n    "event": "test",\n    "message": "This is a webhook connectivity test." \n}',
    );
  });

  it('use CR LF, escapes and characters beyond ASCII where their names say so', () => {
    expect(bytes('crlf.json').toString('latin1')).toMatch(/^\[\r\n(\t[^\r\n]*\r\n)+\]$/);
    expect(bytes('escaped.json').toString('latin1')).toContain(String.raw`a\/b\/c \u5171`);
    expect(bytes('non-ascii.json').toString('utf8')).toMatch(/中继.*خط.*📞.*\\"Main\\" \\\\ .*e\u0301/);
  });
});
