import { describe, expect, it } from 'vitest';
import { assertUsableSecret, assertUsableSettings, assertUsableUrl } from '../../simulator/assert-usable.ts';
import { HookswitchError } from '../../text/errors/errors.ts';

/** Code and message of the error; `undefined` if there is none. */
function complaint(act: () => void): readonly [string, string] | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof HookswitchError) return [error.code, error.message];
    throw error;
  }
  return undefined;
}

describe('a URL', () => {
  const about = (url: string, allowHosts: readonly string[] = []) =>
    complaint(() => assertUsableUrl(url, allowHosts, 'the receiver'));

  it.each(['http://localhost', 'https://127.0.0.1:8443/a?b=c', 'http://[::1]:3000/', 'HTTP://localhost/'])(
    'is usable: %s',
    (url) => {
      expect(about(url)).toBeUndefined();
    },
  );

  it('is usable on another machine if it is allowed', () => {
    expect(about('https://hooks.example/a', ['hooks.example'])).toBeUndefined();
    expect(about('https://[2001:db8::1]/', ['2001:db8::1'])).toBeUndefined();
  });

  it.each([
    ['', 'the URL of the receiver, "", is not a valid URL; write it like http://localhost:3000/webhook'],
    [
      'localhost:3000/a',
      'the URL of the receiver, "localhost:3000/a", is not a valid URL; did you mean "http://localhost:3000/a"?',
    ],
    ['3000', 'the URL of the receiver, "3000", is not a valid URL; did you mean "http://3000"?'],
    [
      'http://',
      'the URL of the receiver, "http://", is not a valid URL; write it like http://localhost:3000/webhook',
    ],
    [
      'not http://localhost',
      'the URL of the receiver, "not http://localhost", is not a valid URL; write it like http://localhost:3000/webhook',
    ],
    [
      `a ${'b'.repeat(100)}`,
      `the URL of the receiver, "a ${'b'.repeat(78)}…", is not a valid URL; write it like http://localhost:3000/webhook`,
    ],
    [
      `a ${'b'.repeat(78)}`,
      `the URL of the receiver, "a ${'b'.repeat(78)}", is not a valid URL; write it like http://localhost:3000/webhook`,
    ],
    ['ftp://localhost/', 'the URL of the receiver starts with ftp:, but must start with http: or https:'],
    [
      'http://me@localhost/',
      'the URL of the receiver contains a username or password; leave them out and give --header instead',
    ],
    [
      'http://:word@localhost/',
      'the URL of the receiver contains a username or password; leave them out and give --header instead',
    ],
  ])('is refused: %j', (url, sentence) => {
    expect(about(url)).toEqual(['bad-url', sentence]);
  });

  it.each([
    [
      'http://169.254.169.254/',
      'Hookswitch never sends to 169.254.169.254, because it is a link-local, metadata or multicast address; use another host',
    ],
    [
      'http://[fe80::1]/',
      'Hookswitch never sends to fe80::1, because it is a link-local, metadata or multicast address; use another host',
    ],
    [
      'http://[2001:db8::1]:3000/',
      'the receiver is on 2001:db8::1, which is not this machine; if you may send test messages there, give --allow-host 2001:db8::1',
    ],
  ])('leads to a forbidden address: %s', (url, sentence) => {
    expect(about(url)).toEqual(['host-not-allowed', sentence]);
  });
});

describe('a secret', () => {
  const about = (secret: string) => complaint(() => assertUsableSecret(secret, 'the secret'));
  // From ! to ~, all visible ASCII characters.
  it.each(['A'.repeat(32), '!'.repeat(32), '~'.repeat(32)])('is usable: %s', (secret) => {
    expect(about(secret)).toBeUndefined();
  });

  const strange =
    'the secret contains a space, a control character or a non-ASCII character; a YCM secret has only letters and digits';
  const padded = 'the secret has a space or line break before or after its 32 characters; remove it';
  it.each([
    ['', 'the secret is empty; a YCM secret has 32 characters'],
    ['a', 'the secret has 1 character; a YCM secret has 32 characters'],
    ['a'.repeat(33), 'the secret has 33 characters; a YCM secret has 32 characters'],
    [`${'a'.repeat(32)}\n`, padded],
    [` ${'a'.repeat(32)}`, padded],
    [`\ufeff${'a'.repeat(32)}\r\n`, padded],
    [` ${'a'.repeat(31)}`, strange],
    [`${'a'.repeat(31)}\n`, strange],
    [`${'a'.repeat(31)}\x7f`, strange],
    [`${'a'.repeat(16)}é${'a'.repeat(15)}`, strange],
  ])('is refused, and is not quoted: %j', (secret, sentence) => {
    expect(about(secret)).toEqual(['bad-secret', sentence]);
  });
});

describe('the settings', () => {
  const about = (timeoutSeconds: number, retryCount: number) =>
    complaint(() => assertUsableSettings({ timeoutSeconds, retryCount }));

  // "with a time range of 3-10 seconds", "the number of times … 1-5".
  it.each([
    [3, 1],
    [10, 5],
  ])('are usable: %d s, %d retries', (timeoutSeconds, retryCount) => {
    expect(about(timeoutSeconds, retryCount)).toBeUndefined();
  });

  it.each([2, 11, 3.5, Number.NaN])('allow no timeout of %d s', (timeoutSeconds) => {
    const sentence = `the timeout is ${timeoutSeconds} s; YCM allows whole seconds from 3 to 10`;
    expect(about(timeoutSeconds, 1)).toEqual(['bad-settings', sentence]);
  });

  it.each([0, 6, 1.5, Number.NaN])('do not allow %d retries', (retryCount) => {
    const sentence = `the retry count is ${retryCount}; YCM allows 1 to 5`;
    expect(about(3, retryCount)).toEqual(['bad-settings', sentence]);
  });
});
