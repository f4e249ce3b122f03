import { describe, expect, it } from 'vitest';
import { parseHeader, parseHeaders } from '../../../cli/shared/headers.ts';
import { HookswitchError } from '../../../simulator/index.ts';

function refusal(text: string): string {
  try {
    parseHeader(text);
  } catch (error) {
    if (error instanceof HookswitchError && error.code === 'bad-flag') return error.message;
  }
  return 'not refused';
}

describe('a header option', () => {
  it('is a name and a value, which may hold colons, spaces and Latin-1', () => {
    expect(
      parseHeaders(['X-Tenant: 7', 'authorization:Basic a:b', 'X-Empty:', 'X-Name: \xc9t\xe9 ok']),
    ).toEqual([
      ['X-Tenant', '7'],
      ['authorization', 'Basic a:b'],
      ['X-Empty', ''],
      ['X-Name', '\xc9t\xe9 ok'],
    ]);
  });

  it.each(['X-Tenant', ': 7', 'X Tenant: 7', 'X-T\u00e4nant: 7', 'X-T\r\n: 7', ''])(
    'is refused as %j',
    (text) => {
      expect(refusal(text)).toContain("must be 'Name: value'");
    },
  );

  it.each(['X-A: s3cret\r\nX-B: 1', 'X-A: s3cret\0', 'X-A: s3cret\x7f', 'X-A: s3cret\u20ac'])(
    'is refused as %j, without its value in the error',
    (text) => {
      expect(refusal(text)).toContain('the value of the header X-A');
      expect(refusal(text)).not.toContain('s3cret');
    },
  );

  it.each([
    ['X-SIGNATURE: a', '--fault'],
    ['Host: a', 'the URL'],
    ['Content-Length: 3', 'the message'],
    ['Transfer-Encoding: chunked', 'chunked-body'],
    ['Content-Type: text/plain', 'contentType in --profile'],
    ['Accept: */*', 'accept in --profile'],
    ['User-Agent: me', 'userAgent in --profile'],
    ['Connection: close', 'connections in --profile'],
  ])('is refused as %s: the request already has it', (text, instead) => {
    expect(refusal(text)).toContain(instead);
  });
});
