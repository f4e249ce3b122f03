import { BlockList, isIP } from 'node:net';

/** The options of `connect` and `listen` that decide where. */
export interface Endpoint {
  readonly host?: string | undefined;
  readonly port?: number | string | null | undefined;
  readonly path?: string | undefined;
  readonly fd?: number | undefined;
  readonly handle?: unknown;
  readonly _handle?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the arguments of `connect` or `listen`: options, or a port and a host, and perhaps a callback. */
export function endpointOf(args: readonly unknown[]): readonly [Endpoint, (() => void) | undefined] {
  // Node passes arguments on as an array that it has read already.
  const given = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args;
  const last = given.at(-1);
  const callback = typeof last === 'function' ? (last as () => void) : undefined;
  const [first, second] = given;
  if (typeof first === 'object' && first !== null) return [first, callback];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, callback];
  const host = typeof second === 'string' ? second : undefined;
  return [{ host, port: typeof first === 'function' ? undefined : (first as number | string) }, callback];
}

/** Not a pipe, a file descriptor or a handle. */
export function isOnPort({ port, path, fd, handle, _handle }: Endpoint): boolean {
  const isElsewhere = [path, fd, handle, _handle].some((one) => one !== undefined && one !== null);
  return port !== undefined && port !== null && !isElsewhere;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The address of a host of this machine; undefined for any other host. */
export function loopbackAddress(
  host = 'localhost',
): { readonly address: string; readonly family: 'IPv4' | 'IPv6' } | undefined {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '0.0.0.0' || host === '')
    return { address: '127.0.0.1', family: 'IPv4' };
  if (host === '::') return { address: '::1', family: 'IPv6' };
  const family = isIP(host);
  if (family === 4) return loopback.check(host, 'ipv4') ? { address: host, family: 'IPv4' } : undefined;
  if (family === 6) return loopback.check(host, 'ipv6') ? { address: host, family: 'IPv6' } : undefined;
  return undefined;
}
