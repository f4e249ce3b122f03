import { isIP } from 'node:net';
import { bareHost } from '../../text/formats/bare-host.ts';

/** A host that the user allows: `host`, `host:port` or a URL. A port that is given is the only one allowed. */
interface AllowedHost {
  readonly host: string;
  readonly port: number | undefined;
}

/** Whether a host may be sent to at this port. Pure. */
export function isAllowedHost(hostname: string, port: number, allowHosts: readonly string[]): boolean {
  return allowedAt(hostname, allowHosts).some((allowed) => (allowed.port ?? port) === port);
}

/** The only ports of a host that are allowed; empty if the host isn't allowed, or if all of its ports are. */
export function allowedPorts(hostname: string, allowHosts: readonly string[]): number[] {
  return allowedAt(hostname, allowHosts).flatMap(({ port }) => port ?? []);
}

/** The port of a URL, or the default port of its scheme. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

export function canonicalHost(host: string): string {
  return bareHost(host.toLowerCase()).replace(/\.$/, '');
}

function allowedAt(hostname: string, allowHosts: readonly string[]): AllowedHost[] {
  return allowHosts.map(parseAllowed).filter(({ host }) => host === canonicalHost(hostname));
}

function parseAllowed(entry: string): AllowedHost {
  if (isIP(bareHost(entry)) === 6) return { host: canonicalHost(entry), port: undefined };
  const text = entry.includes('://') ? entry : `http://${entry}`;
  if (!URL.canParse(text)) return { host: canonicalHost(entry), port: undefined };
  // `URL` omits the default port of a scheme, even if it is given.
  const [, port] = /^[^/?#]*\/\/[^/?#]*:(\d+)(?:[/?#]|$)/.exec(text) ?? [];
  return {
    host: canonicalHost(new URL(text).hostname),
    port: port === undefined ? undefined : Number(port),
  };
}
