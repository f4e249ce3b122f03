import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where a request may go: loopback is free, other hosts must be allowed by name, some addresses are always refused. */
export type AddressVerdict = 'allowed' | 'needs-allow-host' | 'always-refused';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const refused = new BlockList();
// Link-local, which holds the metadata services of AWS, Azure, Google and others.
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
// Metadata services outside link-local: AWS over IPv6, Alibaba, Oracle's older address.
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('192.0.0.192', 'ipv4');
// Multicast and broadcast are no receivers.
refused.addSubnet('224.0.0.0', 4, 'ipv4');
refused.addAddress('255.255.255.255', 'ipv4');
refused.addSubnet('ff00::', 8, 'ipv6');

const refusedNames = new Set(['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data']);

/** Judges one IP address for a host that was, or was not, allowed by name. Pure. */
export function judgeAddress(address: string, isAllowedHost: boolean): AddressVerdict {
  const plain = unmapped(address);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (refused.check(plain, family)) return 'always-refused';
  return loopback.check(plain, family) || isAllowedHost ? 'allowed' : 'needs-allow-host';
}

/** Judges a host as written in a URL, before any look-up: a name is judged again by its addresses. */
export function judgeHost(hostname: string, allowHosts: readonly string[]): AddressVerdict {
  const host = bareHost(hostname);
  const isAllowedHost = allowHosts.some((allowed) => bareHost(allowed) === host);
  if (refusedNames.has(host)) return 'always-refused';
  if (isIP(host) !== 0) return judgeAddress(host, isAllowedHost);
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  return isLocalName || isAllowedHost ? 'allowed' : 'needs-allow-host';
}

/** A look-up for `net.connect` that refuses what {@link judgeAddress} refuses, so that no DNS answer leads astray. */
export function guardedLookup(allowHosts: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    const isAllowedHost = allowHosts.some((allowed) => bareHost(allowed) === bareHost(hostname));
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const bad = found.find(({ address }) => judgeAddress(address, isAllowedHost) !== 'allowed');
      if (bad) return callback(refusal(hostname, bad.address), '', 0);
      const first = found[0];
      if (!first) return callback(refusal(hostname, 'no address'), '', 0);
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

function refusal(hostname: string, address: string): NodeJS.ErrnoException {
  const message = `${hostname} resolves to ${address}, where Hookswitch sends nothing`;
  return Object.assign(new Error(message), { code: 'ADDRESS_REFUSED' });
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** IPv4 written as IPv6 (`::ffff:127.0.0.1`, `::ffff:7f00:1`), as IPv4. */
function unmapped(address: string): string {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  if (mapped === undefined) return address;
  if (isIP(mapped) === 4) return mapped;
  const [high = 0, low = 0] = mapped.split(':').map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
