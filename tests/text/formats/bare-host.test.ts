import { expect, it } from 'vitest';
import { bareHost } from '../../../text/formats/bare-host.ts';

it.each([
  ['http://[::1]:3000/', '::1'],
  ['http://127.0.0.1/', '127.0.0.1'],
  ['http://example.com/', 'example.com'],
])('reads the host of %s without brackets', (url, host) => {
  expect(bareHost(new URL(url).hostname)).toBe(host);
});
