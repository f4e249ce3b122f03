import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyAddress,
  classifyHost,
  guardedLookup,
  staysOnThisMachine,
} from '../../../simulator/wire/address-guard.ts';

/** The result of a host look-up when the machine's resolver returns this. */
function look(host: string, allowHosts: readonly string[], found: LookupAddress[] | Error, all = true) {
  return new Promise((resolve) => {
    const guarded = guardedLookup(80, allowHosts, (_host, _options, done) =>
      found instanceof Error ? done(found, []) : done(null, found),
    );
    guarded(host, { all }, (error, address) => resolve(error ?? address));
  });
}

describe('an address', () => {
  it.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    'of this machine is always allowed: %s',
    (address) => {
      expect(classifyAddress(address, false)).toBe('allowed');
    },
  );

  it.each([
    ['the metadata of AWS, Azure, Google', '169.254.169.254'],
    ['link-local', '169.254.0.1'],
    ['link-local in IPv6', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['the metadata of AWS in IPv6', 'fd00:ec2::254'],
    ['the metadata of Alibaba', '100.100.100.200'],
    ['the older metadata of Oracle', '192.0.0.192'],
    ['multicast', '239.1.2.3'],
    ['multicast in IPv6', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['IPv4 written as IPv6', '::ffff:169.254.169.254'],
    ['IPv4 written as IPv6 in hex', '::ffff:a9fe:a9fe'],
    ['IPv4 behind NAT64', '64:ff9b::a9fe:a9fe'],
  ])('is refused even if its host is allowed: %s', (_title, address) => {
    expect(classifyAddress(address, true)).toBe('always-refused');
  });

  it('anywhere else needs its host to be allowed', () => {
    for (const address of ['10.0.0.1', '192.168.1.1', '8.8.8.8', '0.0.0.0', '::', 'fd00::1', '2001:db8::1']) {
      expect([address, classifyAddress(address, false)]).toEqual([address, 'needs-allow-host']);
      expect([address, classifyAddress(address, true)]).toEqual([address, 'allowed']);
    }
  });

  it('is checked the same way however IPv4 is written', () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.boolean(), ([a, b, c, d], isAllowed) => {
        const asHex = `::ffff:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const plain = classifyAddress(`${a}.${b}.${c}.${d}`, isAllowed);
        expect(classifyAddress(`::ffff:${a}.${b}.${c}.${d}`, isAllowed)).toBe(plain);
        expect(classifyAddress(asHex, isAllowed)).toBe(plain);
      }),
    );
  });
});

describe('a host', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost.', 'api.localhost', '127.0.0.1', '[::1]'])(
    'is always allowed: %s',
    (host) => {
      expect(classifyHost(host, 80, [])).toBe('allowed');
    },
  );

  it.each(['example.com', 'localhost.example.com', 'notlocalhost', '10.0.0.1'])(
    'must be allowed explicitly: %s',
    (host) => {
      expect(classifyHost(host, 80, [])).toBe('needs-allow-host');
      expect(classifyHost(host, 80, ['other.example'])).toBe('needs-allow-host');
      expect(classifyHost(host, 80, [host.toUpperCase()])).toBe('allowed');
      expect(classifyHost(host, 8080, [host.toUpperCase()])).toBe('allowed');
      expect(classifyHost(host, 8443, [`https://${host}/webhook?a=b`])).toBe('allowed');
      expect(classifyHost(host, 80, [`https://other.example/${host}`, `${host}.other.example:80`])).toBe(
        'needs-allow-host',
      );
    },
  );

  it.each([
    ['10.9.9.9:9090', '10.9.9.9', 9090],
    ['hooks.example:80', 'hooks.example', 80],
    ['https://hooks.example:443/a:1', 'hooks.example', 443],
    ['https://hooks.example:8443?a=b', 'hooks.example', 8443],
    ['[2001:db8::1]:9090', '[2001:db8::1]', 9090],
  ])('with a port, as in %s, is allowed at this port only', (entry, host, port) => {
    expect(classifyHost(host, port, [entry])).toBe('allowed');
    for (const other of [1, 80, 443, 8080, 8443, 9090].filter((one) => one !== port)) {
      expect([other, classifyHost(host, other, [entry])]).toEqual([other, 'needs-allow-host']);
      expect(classifyHost(host, other, [entry, `${host}:${other}`])).toBe('allowed');
      expect(classifyHost(host, other, [entry, host])).toBe('allowed');
    }
  });

  it.each(['metadata.google.internal', 'METADATA.google.internal.', '169.254.169.254'])(
    'is refused even if it is allowed: %s',
    (host) => {
      expect(classifyHost(host, 80, [host])).toBe('always-refused');
    },
  );

  it('is the same with and without brackets', () => {
    expect(classifyHost('[2001:db8::1]', 80, ['2001:db8::1'])).toBe('allowed');
    expect(classifyHost('2001:db8::1', 80, ['[2001:db8::1]'])).toBe('allowed');
  });
});

describe('a lookup', () => {
  it("returns the resolver's result in the requested form", async () => {
    const found = [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    expect(await look('localhost', [], found)).toEqual(found);
    expect(await look('localhost', [], found, false)).toBe('127.0.0.1');
  });

  it('refuses an allowed host if any of its addresses is refused', async () => {
    const found = [
      { address: '203.0.113.9', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    expect(await look('hooks.example', ['hooks.example'], found)).toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: 'hooks.example resolves to 169.254.169.254, which Hookswitch may not send to',
    });
  });

  it('refuses a local name that resolves to another machine', async () => {
    const found = [{ address: '203.0.113.9', family: 4 }];
    expect(await look('evil.localhost', [], found)).toMatchObject({ code: 'ADDRESS_REFUSED' });
    // Another allowed host makes no difference, and neither does a trailing dot.
    expect(await look('evil.localhost', ['hooks.example'], found)).toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(await look('hooks.example.', ['HOOKS.example'], found)).toEqual(found);
  });

  it('refuses a host that is allowed at another port only', async () => {
    const found = [{ address: '203.0.113.9', family: 4 }];
    expect(await look('hooks.example', ['hooks.example:9090'], found)).toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    expect(await look('hooks.example', ['hooks.example:80'], found)).toEqual(found);
  });

  it('refuses a name without an address', async () => {
    expect(await look('localhost', [], [])).toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: 'localhost resolves to no address',
    });
  });

  it('reports that there is no such host', async () => {
    const noSuchHost = Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' });
    expect(await look('x', ['x'], noSuchHost)).toBe(noSuchHost);
  });
});

describe('a URL stays on this machine', () => {
  it.each([
    'http://localhost:3000/webhook',
    'https://LOCALHOST./',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.9.8.7:81/',
    'http://2130706433/',
    'http://[::1]:3000/',
    'http://[::ffff:127.0.0.1]/',
  ])('at %s', (url) => {
    expect(staysOnThisMachine(url, [])).toBe(true);
  });

  it.each([
    'https://staging.example.com/ycm',
    'http://localhost.example.com/',
    'http://10.0.0.7/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[fd00::1]/',
    'http://127.0.0.1.nip.io/',
  ])('but not at %s, even if it is allowed', (url) => {
    const { hostname } = new URL(url);
    expect([staysOnThisMachine(url, []), staysOnThisMachine(url, [hostname])]).toEqual([false, false]);
  });

  it('unless the user allows a local name, which may then resolve to another machine', async () => {
    const found = [{ address: '10.0.0.7', family: 4 }];
    for (const [allowHosts, isOpen] of [
      [[], false],
      [['app.localhost'], true],
    ] as const) {
      expect(await look('app.localhost', allowHosts, found)).toEqual(
        isOpen ? found : expect.objectContaining({ code: 'ADDRESS_REFUSED' }),
      );
      expect(staysOnThisMachine('http://app.localhost/', allowHosts)).toBe(!isOpen);
    }
    expect(staysOnThisMachine('http://127.0.0.1/', ['127.0.0.1'])).toBe(true);
  });
});
