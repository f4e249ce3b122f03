import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { canonicalHost, isAllowedHost, portOf } from './allowed-hosts.ts';

/** Where a request may go: loopback always, other hosts if allowed by name and port, some addresses never. */
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
export function classifyAddress(address: string, isAllowed: boolean): AddressVerdict {
  // An IPv4 address in IPv6 notation (`::ffff:7f00:1`) is checked as IPv4.
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (refused.check(address, family)) return 'always-refused';
  return loopback.check(address, family) || isAllowed ? 'allowed' : 'needs-allow-host';
}

/** Whether a host is this machine by its name, which is checked before DNS lookup. */
export function isLocal(hostname: string): boolean {
  return classifyHost(hostname, 0, []) === 'allowed';
}

/**
 * Whether every connection to this URL stays on this machine, whatever DNS says: {@link guardedLookup} refuses other addresses for a local
 * name, unless the user allows that name. Only then may a request carry the secret itself.
 */
export function staysOnThisMachine(url: string, allowHosts: readonly string[]): boolean {
  const parsed = new URL(url);
  const host = canonicalHost(parsed.hostname);
  return isLocal(host) && (isIP(host) !== 0 || !isAllowedHost(host, portOf(parsed), allowHosts));
}

/** Checks a host and port of a URL before DNS lookup. The addresses of a name are checked again. */
export function classifyHost(hostname: string, port: number, allowHosts: readonly string[]): AddressVerdict {
  const host = canonicalHost(hostname);
  const isAllowed = isAllowedHost(host, port, allowHosts);
  if (refusedNames.has(host)) return 'always-refused';
  if (isIP(host) !== 0) return classifyAddress(host, isAllowed);
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  return isLocalName || isAllowed ? 'allowed' : 'needs-allow-host';
}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** A lookup function for `net.connect` that refuses what {@link classifyAddress} refuses, so a DNS response can't redirect it. */
export function guardedLookup(
  port: number,
  allowHosts: readonly string[],
  resolve: Resolve = lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    const isAllowed = isAllowedHost(hostname, port, allowHosts);
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const bad = found.find(({ address }) => classifyAddress(address, isAllowed) !== 'allowed');
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
