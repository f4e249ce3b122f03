import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { defined } from '../../text/defined.ts';
import { HookswitchError } from '../../text/errors/errors.ts';
import { bareHost } from '../../text/formats/bare-host.ts';
import { classifyHost, guardedLookup } from './address-guard.ts';
import { portOf } from './allowed-hosts.ts';
import { ResponseMemory } from './response/memory.ts';

/** Options for connections to a receiver. */
export interface ConnectionOptions {
  /** Hosts that messages may go to, besides loopback. */
  readonly allowHosts: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** Called with what happens on a connection. */
export interface ConnectionUser {
  /** TCP is connected, and TLS negotiated if used. */
  onOpen(): void;
  onData(bytes: Buffer): void;
  onEnd(): void;
  onError(error: NodeJS.ErrnoException): void;
  onClose(): void;
}

/** The event after which a socket can be used. */
export function openEvent(socket: Socket): 'secureConnect' | 'connect' {
  return socket instanceof TLSSocket ? 'secureConnect' : 'connect';
}

/**
 * A connection that is open or being opened. It has one user at a time. Its listeners are added once, for all users, which makes reuse
 * cheap.
 */
export class Connection {
  readonly socket: Socket;
  /** The origin of its URL. */
  readonly origin: string;
  /** Whether it was reused. */
  isReused = false;
  user: ConnectionUser | undefined;
  /** Parsed responses of the same receiver. */
  readonly responses: ResponseMemory;

  constructor(socket: Socket, origin: string, responses: ResponseMemory) {
    this.socket = socket;
    this.origin = origin;
    this.responses = responses;
    socket.once(openEvent(socket), () => this.user?.onOpen());
    // Data without a request would be read as the next response.
    socket.on('data', (bytes) => (this.user ? this.user.onData(bytes) : socket.destroy()));
    socket.on('end', () => this.user?.onEnd());
    // A connection may fail while nobody uses it: idle, or after its outcome is known. That doesn't matter.
    socket.on('error', (error) => this.user?.onError(error));
    socket.on('close', () => this.user?.onClose());
  }

  get isUsable(): boolean {
    return this.socket.readable && this.socket.writable;
  }
}

/**
 * Returns a function that opens connections with these options.
 *
 * @throws HookswitchError `host-not-allowed`, from the function returned.
 */
export function connectionOpener(options: ConnectionOptions): (url: URL) => Connection {
  const routes = new Map<string, () => Connection>();
  return (url) => {
    const route = routes.get(url.origin) ?? routeTo(url, options);
    routes.set(url.origin, route);
    return route();
  };
}

function routeTo(url: URL, options: ConnectionOptions): () => Connection {
  const host = bareHost(url.hostname);
  if (classifyHost(host, portOf(url), options.allowHosts) !== 'allowed') {
    throw new HookswitchError(
      'host-not-allowed',
      `${url.host} is not an allowed host; allow it with --allow-host ${url.host}`,
    );
  }
  const tcp = { ...endpointOf(url, options.allowHosts), noDelay: true };
  const { origin } = url;
  const responses = new ResponseMemory();
  if (url.protocol !== 'https:') return () => new Connection(connectTcp(tcp), origin, responses);
  const tls = {
    ...tcp,
    ...defined({ ca: options.ca }),
    rejectUnauthorized: options.insecure !== true,
    ALPNProtocols: ['http/1.1'],
  };
  return () => new Connection(connectTls(tls), origin, responses);
}

/** Where to connect for a URL. In TLS, an IP address can't be a server name (RFC 6066, 3). */
export function endpointOf(url: URL, allowHosts: readonly string[]) {
  const host = bareHost(url.hostname);
  const port = portOf(url);
  return {
    host,
    port,
    lookup: guardedLookup(port, allowHosts),
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
}
