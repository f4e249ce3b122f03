import { Server, Socket } from 'node:net';
import { TLSSocket, Server as TlsServer } from 'node:tls';
import { DateHeaders } from './date-headers.ts';
import type { Deliveries } from './deliveries.ts';
import { type Endpoint, endpointOf, isOnPort, loopbackAddress } from './endpoint.ts';
import { link, refuse } from './link.ts';
import type { Address } from './memory-socket.ts';
import { Ports } from './ports.ts';

type Method<T> = (this: T, ...args: unknown[]) => T;

/**
 * The loopback network of this process in memory: a server that listens gets a port without a socket of the system, and a connection to it
 * passes its bytes in memory. TLS, pipes and connections to other processes still use the system.
 */
export class Network {
  readonly #deliveries: Deliveries;
  readonly #onForeign: (address: string) => void;
  readonly #ports = new Ports();
  readonly #dates = new DateHeaders();
  /** Sockets of the system that were opened since. */
  readonly #sockets = new Set<Socket>();
  readonly #linked = new Set<Socket>();
  readonly #restore: (() => void)[] = [];

  /** @param onForeign Called when a socket is connected to another process. */
  constructor(deliveries: Deliveries, onForeign: (address: string) => void) {
    this.#deliveries = deliveries;
    this.#onForeign = onForeign;
  }

  get hasSockets(): boolean {
    return this.#sockets.size > 0;
  }

  install(): void {
    const network = this;
    const { connect } = Socket.prototype as unknown as { connect: Method<Socket> };
    this.#replace(Socket.prototype, 'connect', function (this: Socket, ...args) {
      return network.#connect(this, args) ? this : connect.apply(this, args);
    });
    const { listen } = Server.prototype as unknown as { listen: Method<Server> };
    this.#replace(Server.prototype, 'listen', function (this: Server, ...args) {
      return network.#listen(this, args) ? this : listen.apply(this, args);
    });
  }

  /** Ends the connections that are still open. */
  close(): void {
    for (const socket of this.#linked) socket.destroy();
  }

  uninstall(): void {
    for (const restore of this.#restore.splice(0)) restore();
    this.#dates.restore();
  }

  /** Whether the connection is made in memory. */
  #connect(socket: Socket, args: readonly unknown[]): boolean {
    const [endpoint, onConnect] = endpointOf(args);
    if (!isOnPort(endpoint)) return false;
    const port = Number(endpoint.port);
    const address = loopbackAddress(endpoint.host);
    const server = address && this.#ports.serverAt(port);
    if (socket instanceof TLSSocket || !address || !(server || this.#ports.wasOwn(port))) {
      if (!server) this.#watch(socket, `${endpoint.host ?? 'localhost'}:${port}`);
      return false;
    }
    if (onConnect) socket.once('connect', onConnect);
    const remote = { ...address, port };
    if (!server) refuse(socket, remote, this.#deliveries);
    else this.#link(socket, server, { own: { ...address, port: this.#ports.takeOwn() }, remote });
    return true;
  }

  #link(socket: Socket, server: Server, addresses: { own: Address; remote: Address }): void {
    this.#linked.add(socket);
    socket.once('close', () => this.#linked.delete(socket));
    this.#dates.simulate(server);
    link(socket, server, addresses, this.#deliveries);
  }

  /** A connection of the system, which may lead to another process. */
  #watch(socket: Socket, address: string): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.once('connect', () => this.#onForeign(address));
  }

  /** Whether the server listens in memory. */
  #listen(server: Server, args: readonly unknown[]): boolean {
    const [endpoint, onListening] = endpointOf(args);
    if (server instanceof TlsServer || server.listening || !isListenable(endpoint, args)) return false;
    if (onListening) server.once('listening', onListening);
    const port = Number(endpoint.port ?? 0);
    if (port !== 0 && this.#ports.serverAt(port)) {
      const error = Object.assign(new Error(`listen EADDRINUSE: address already in use :::${port}`), {
        code: 'EADDRINUSE',
        errno: -98,
        syscall: 'listen',
        port,
      });
      process.nextTick(() => server.emit('error', error));
      return true;
    }
    const own = this.#ports.open(server, port);
    const address = {
      ...(loopbackAddress(endpoint.host) ?? { address: '::', family: 'IPv6' as const }),
      port: own,
    };
    Object.assign(server, { _handle: handleFor(address, () => this.#ports.close(own)) });
    endpoint.signal?.addEventListener('abort', () => server.close());
    process.nextTick(() => server.listening && server.emit('listening'));
    return true;
  }

  #replace<T>(owner: object, name: string, value: Method<T>): void {
    const before = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    Object.defineProperty(owner, name, { ...before, value });
    this.#restore.push(() => Object.defineProperty(owner, name, before));
  }
}

function isListenable(endpoint: Endpoint, args: readonly unknown[]): boolean {
  const isAnyPort = args.length === 0 || typeof args[0] === 'function' || endpoint.port === null;
  return isAnyPort || isOnPort(endpoint);
}

/** What `net.Server` needs of a handle of the system. */
function handleFor(address: Address, close: () => void) {
  return {
    getsockname(out: object) {
      Object.assign(out, address);
      return 0;
    },
    close,
    ref() {},
    unref() {},
    hasRef: () => false,
  };
}
