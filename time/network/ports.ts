import { Server } from 'node:net';

/** Ports that the system doesn't assign by itself. */
const firstPort = 61_000;
const firstOwnPort = 49_152;
const ports = 65_536;

/** The servers of this process and their ports. */
export class Ports {
  readonly #servers = new Map<number, Server>();
  /** Ports where servers have listened in memory. */
  readonly #own = new Set<number>();
  #nextPort = firstPort;
  #nextOwn = firstOwnPort;

  /** Lets a server listen in memory, at any free port if it is 0. Returns the port. */
  open(server: Server, port: number): number {
    const opened = port === 0 ? this.#takeFree() : port;
    this.#servers.set(opened, server);
    this.#own.add(opened);
    return opened;
  }

  close(port: number): void {
    this.#servers.delete(port);
  }

  /** The server that listens at this port, in memory or at a socket of the system. */
  serverAt(port: number): Server | undefined {
    return this.#servers.get(port) ?? serversOfSystem().find((server) => portOf(server) === port);
  }

  /** Whether a server has listened there in memory. */
  wasOwn(port: number): boolean {
    return this.#own.has(port);
  }

  /** The port of a client. */
  takeOwn(): number {
    const port = this.#nextOwn;
    this.#nextOwn = port + 1 < firstPort ? port + 1 : firstOwnPort;
    return port;
  }

  #takeFree(): number {
    while (this.#servers.has(this.#nextPort)) this.#nextPort += 1;
    const port = this.#nextPort;
    this.#nextPort = port + 1 < ports ? port + 1 : firstPort;
    return port;
  }
}

/** Servers that had begun to listen before. Node doesn't document this list, so it may be missing. */
function serversOfSystem(): readonly Server[] {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => readonly unknown[] };
  return handles?.call(process).filter((handle) => handle instanceof Server) ?? [];
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
