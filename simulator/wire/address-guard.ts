import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { bareHost } from '../../text/bare-host.ts';

/** Where a request may go: loopback always, other hosts if allowed by name, some addresses never. */
type AddressVerdict = 'allowed' | 'needs-allow-host' | 'always-refused';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const refused = new BlockList();
// Link-local, which includes the metadata services of AWS, Azure, Google and others.
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
// The same through a NAT64 gateway.
refused.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
// Metadata services outside link-local: AWS over IPv6, Alibaba, Oracle's older address.
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('192.0.0.192', 'ipv4');
// Multicast and broadcast can't be receivers.
refused.addSubnet('224.0.0.0', 4, 'ipv4');
refused.addAddress('255.255.255.255', 'ipv4');
refused.addSubnet('ff00::', 8, 'ipv6');

const refusedNames = new Set(['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data']);

/** Checks an IP address for a host that was allowed by name, or not. Pure. */
export function classifyAddress(address: string, isAllowedHost: boolean): AddressVerdict {
  // An IPv4 address in IPv6 notation (`::ffff:7f00:1`) is checked as IPv4.
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (refused.check(address, family)) return 'always-refused';
  return loopback.check(address, family) || isAllowedHost ? 'allowed' : 'needs-allow-host';
}

/** Checks a host in a URL before DNS lookup. The addresses of a name are checked again. */
export function classifyHost(hostname: string, allowHosts: readonly string[]): AddressVerdict {
  const host = canonicalHost(hostname);
  const isAllowedHost = allowHosts.some((allowed) => hostIn(allowed) === host);
  if (refusedNames.has(host)) return 'always-refused';
  if (isIP(host) !== 0) return classifyAddress(host, isAllowedHost);
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  return isLocalName || isAllowedHost ? 'allowed' : 'needs-allow-host';
}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** A lookup function for `net.connect` that refuses what {@link classifyAddress} refuses, so a DNS response can't redirect it. */
export function guardedLookup(allowHosts: readonly string[], resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    const isAllowedHost = allowHosts.some((allowed) => hostIn(allowed) === canonicalHost(hostname));
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const bad = found.find(({ address }) => classifyAddress(address, isAllowedHost) !== 'allowed');
      if (bad)
        return callback(
          refusal(`${hostname} resolves to ${bad.address}, which Hookswitch may not send to`),
          '',
          0,
        );
      const first = found[0];
      if (!first) return callback(refusal(`${hostname} resolves to no address`), '', 0);
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

function refusal(message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code: 'ADDRESS_REFUSED' });
}

/** The host of an allowed entry, which may be `host:port` or a URL. The whole host is allowed. */
function hostIn(allowed: string): string {
  const url = allowed.includes('://') ? allowed : `http://${allowed}`;
  return canonicalHost(URL.canParse(url) ? new URL(url).hostname : allowed);
}

function canonicalHost(host: string): string {
  return bareHost(host.toLowerCase()).replace(/\.$/, '');
}
