/** The host of a URL for sockets and TLS: an IPv6 address without brackets. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
