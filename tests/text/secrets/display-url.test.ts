import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsInUrl, displayUrl, holdsMask } from '../../../text/secrets/display-url.ts';
import { isCheap } from '../cost.ts';

/** RFC 7519, 3.1. */
const jwt =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

describe('a displayed URL', () => {
  it.each([
    ...'token key api_key apikey secret sig signature auth access_token password pwd code session jwt sid'.split(
      ' ',
    ),
    'X-Api-Key',
    'clientSecret',
    '%74oken',
  ])('masks the value of %s', (name) => {
    expect(displayUrl(`http://h/hook?a=1&${name}=v1&b=2`)).toBe(`http://h/hook?a=1&${name}=***&b=2`);
  });

  it.each([
    ['a JWT', jwt],
    ['hex', '9f86d081884c7d659a2feaa0c55ad015'],
    ['Base64', 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o=='],
    ['Base64 in a URL', 'q7Tz0LmXv3RkWb8HdYc5NsJf2Gp%2B%2FAeU9o%3D%3D'],
  ])('masks a value that looks like %s, whatever its name', (_look, value) => {
    expect(displayUrl(`/hook?x=${value}&y=1`)).toBe('/hook?x=***&y=1');
  });

  it.each([
    ['http://user:pw@h/x', 'http://***@h/x'],
    ['http://user@h/x', 'http://***@h/x'],
    ['//user:pw@h/x', '//***@h/x'],
    ['http:user:pw@h/x', 'http:***@h/x'],
    ['user:pw@h/x', '***@h/x'],
    ['http://user:p@w@h/x', 'http://***@h/x'],
    ['HTTP:\\\\user:pw@h/x', 'HTTP:\\\\***@h/x'],
    ['//user@h/x', '//***@h/x'],
    ['http://user:pw@h', 'http://***@h'],
    ['  http://user@h/x', '  http://***@h/x'],
    ['a1+b.c-d://user@h/x', 'a1+b.c-d://***@h/x'],
  ])('masks the user info of %s', (url, shown) => {
    expect(displayUrl(url)).toBe(shown);
  });

  it.each([
    ['/x?token=ab?cd;ef=1&b=2', '/x?token=***&b=2'],
    ['/x?a=1;token=abc', '/x?a=1;token=***'],
    ['/x;jsessionid=abc?a=1', '/x;jsessionid=***'],
    ['/x#access_token=abc&state=1', '/x#access_token=***&state=1'],
    ['/x?token=a;key=b', '/x?token=***'],
    ['/x?=9f86d081884c7d659a2feaa0c55ad015', '/x?=***'],
    ['/x?a=9f86d081884c7d659a2feaa0c55ad015;b=9f86d081884c7d659a2feaa0c55ad015', '/x?a=***;b=***'],
    ['/login?next=http%3A%2F%2Fh%2Fx%3Ftoken%3Dabc', '/login?next=***'],
    ['/login?next=http%3A%2F%2Fuser%40h%2F', '/login?next=***'],
    ['/login?next=http%3A%2F%2Fuser%3Apw%40%5B%3A%3A1%5D%2F', '/login?next=***'],
    ['/login?next=http://user:pw@h/', '/login?next=***'],
  ])('masks a credential anywhere: %s', (url, shown) => {
    expect(displayUrl(url)).toBe(shown);
  });

  it.each([
    '/state?sn={sn}',
    '/state?sn=3612345678ABZK',
    '/hook?message=%5B%7B%22event%22%3A%22did_change%22%2C%22sn%22%3A%223612345678ABZK%22%7D%5D',
    '/hook?message=%7B%22url%22%3A%22http%3A%2F%2Fh%2F%3Ftoken%3Dx%22%7D',
    '/hook?id=123e4567-e89b-12d3-a456-426614174000',
    '/hook?name=my-long-webhook-name-of-2024',
    '/token/secret?page=2',
    'http://example.com/a@b?name=x',
    '/hook?message=%20%5B%7B%22url%22%3A%22http%3A%2F%2Fh%2F%3Ftoken%3Dx%22%7D%5D',
    '/login?next=http%3A%2F%2Fh%2Fx',
    '/login?next=%2Fy%3Fpage%3D1',
    '/login?next=%2Fy%3Fpage%3Dtoken',
    '/login?next=%2Ftokens',
    'me@example.com',
    'me@h:80/x',
    'abc@d//e',
    'http://@h',
    'http://h/@x',
    '//?a@b',
    '/x?token=',
    '/x?=abc&&?',
    '',
  ])('leaves %s unchanged', (url) => {
    expect(displayUrl(url)).toBe(url);
  });

  it('is masked once: masking again changes nothing', () => {
    const parts = fc.constantFrom(
      '?',
      '&',
      '#',
      ';',
      '=',
      '/',
      '@',
      ':',
      '%',
      '***',
      'token',
      'a',
      'http://',
      jwt,
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 20 }), (texts) => {
        const shown = displayUrl(texts.join(''));
        expect(displayUrl(shown)).toBe(shown);
      }),
    );
  });

  it('reports what it masked, as written and decoded', () => {
    expect(credentialsInUrl('http://user:longpassword@h/x?token=abc%2Bdefgh&b=2')).toEqual([
      'longpassword',
      'user:longpassword',
      'abc%2Bdefgh',
      'abc+defgh',
    ]);
    expect(credentialsInUrl('http://1234567:12345678@h/')).toEqual(['12345678', '1234567:12345678']);
    expect(credentialsInUrl('/x?token=***&sn=3612345678ABZK')).toEqual([]);
  });

  it('can be distinguished from a usable one', () => {
    expect(['/x?token=***', '/x?token=***&b=2', 'http://***@h/'].every(holdsMask)).toBe(true);
    expect(['/x?token=*', '/x?a=b', 'http://h/***'].some(holdsMask)).toBe(false);
  });
});

describe('the cost of a URL', () => {
  it.each(['?', '&', '=', ';', '@', ':', '/', 'a', 'a=', '?a', ' ', 'token', 'a.', '%25', '%3Da%3D', '='])(
    'is about that of a plain one when %j is repeated',
    (unit) => {
      for (const before of ['', '/x?a=', 'http://', 'a']) {
        const hostile = `${before}${unit.repeat(60_000 / unit.length)}\n`;
        expect(isCheap(displayUrl, hostile)).toBe(true);
        expect(isCheap(credentialsInUrl, hostile)).toBe(true);
      }
    },
  );

  it('remains so for a million question marks', () => {
    const target = `/${'?'.repeat(1_000_000)}`;
    expect(displayUrl(target)).toBe(target);
  });
});
