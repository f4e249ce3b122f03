import { describe, expect, it } from 'vitest';
import { isOurHost } from '../../../../console/server/safety/names.ts';

describe('whether a Host header names the console', () => {
  it.each([
    ['localhost:4680', undefined, true],
    ['127.0.0.1:4680', undefined, true],
    ['[::1]:4680', undefined, true],
    ['LOCALHOST:4680', undefined, true],
    ['localhost', undefined, false],
    ['localhost:4681', undefined, false],
    ['evil.test:4680', undefined, false],
    ['localhost.evil.test:4680', undefined, false],
    ['127.0.0.1.nip.io:4680', undefined, false],
    ['192.168.1.5:4680', undefined, false],
    ['localhost:4680@evil.test', undefined, false],
    ['', undefined, false],
    [undefined, undefined, false],
    ['192.168.1.5:4680', '192.168.1.5', true],
    ['localhost:4680', '192.168.1.5', false],
    ['192.168.1.5:4680', '0.0.0.0', true],
    ['localhost:4680', '0.0.0.0', true],
    ['evil.test:4680', '0.0.0.0', false],
    ['[fd00::1]:4680', '::', true],
  ] as const)('%s, at %s: %s', (header, host, isOurs) => {
    expect(isOurHost(header, { host, port: 4680 })).toBe(isOurs);
  });
});
