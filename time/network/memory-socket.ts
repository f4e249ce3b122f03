import { Socket } from 'node:net';
import { IdleTimeout } from './idle-timeout.ts';

export type Done = (error?: Error | null) => void;

/** What the system does for a socket. */
export interface System {
  /** The socket wants more data. */
  read(): void;
  /** Sends; `done` once more can be sent. */
  write(bytes: Buffer, done: Done): void;
  /** Nothing more will be sent. */
  finish(done: Done): void;
  /** The socket is destroyed. */
  close(): void;
  /** Resets the connection. */
  reset(): void;
}

/** An address on loopback. */
export interface Address {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

/** Both ends of a connection. */
export interface Addresses {
  readonly local: Address;
  readonly remote: Address;
}

interface InMemory extends Addresses {
  readonly system: System;
  readonly timeout: IdleTimeout;
  bytesRead: number;
  bytesSent: number;
}

const inMemory = Symbol('in memory');

/** A socket without a handle of the system: what a handle does is done in memory. */
class MemorySocket extends Socket {
  declare readonly [inMemory]: InMemory;

  override _read(): void {
    this[inMemory].system.read();
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: Done): void {
    const { system, timeout } = this[inMemory];
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    this[inMemory].bytesSent += bytes.length;
    timeout.refresh();
    system.write(bytes, done);
  }

  override _final(done: Done): void {
    this[inMemory].system.finish(done);
  }

  override _destroy(error: Error | null, done: Done): void {
    const { system, timeout } = this[inMemory];
    timeout.clear();
    Object.assign(this, { connecting: false });
    system.close();
    done(error);
    process.nextTick(() => this.emit('close', error !== null));
  }

  override push(chunk: Buffer | null): boolean {
    this[inMemory].bytesRead += chunk?.length ?? 0;
    this[inMemory].timeout.refresh();
    return super.push(chunk);
  }

  override resetAndDestroy(): this {
    this[inMemory].system.reset();
    return this.destroy();
  }

  override setTimeout(afterMs: number, onTimeout?: () => void): this {
    this[inMemory].timeout.set(afterMs, onTimeout);
    return this;
  }

  override setNoDelay(): this {
    return this;
  }

  override setKeepAlive(): this {
    return this;
  }

  override ref(): this {
    return this;
  }

  override unref(): this {
    return this;
  }

  override address(): Address {
    return this[inMemory].local;
  }
}

const facts: Readonly<Record<string, (inMemory: InMemory, socket: Socket) => unknown>> = {
  bytesRead: ({ bytesRead }) => bytesRead,
  _bytesDispatched: ({ bytesSent }) => bytesSent,
  pending: (_, { connecting }) => connecting,
  localAddress: ({ local }) => local.address,
  localFamily: ({ local }) => local.family,
  localPort: ({ local }) => local.port,
  remoteAddress: ({ remote }) => remote.address,
  remoteFamily: ({ remote }) => remote.family,
  remotePort: ({ remote }) => remote.port,
};
for (const [name, fact] of Object.entries(facts)) {
  const get = function (this: MemorySocket) {
    return fact(this[inMemory], this);
  };
  Object.defineProperty(MemorySocket.prototype, name, { configurable: true, get });
}
// Node would write several chunks at once with a handle.
Object.defineProperty(MemorySocket.prototype, '_writev', { configurable: true, value: null });

/** Lets a socket that isn't connected use this instead of a handle. It stays a `net.Socket` for everybody who uses it. */
export function useInMemory(socket: Socket, system: System, addresses: Addresses): void {
  const state: InMemory = {
    ...addresses,
    system,
    timeout: new IdleTimeout(socket),
    bytesRead: 0,
    bytesSent: 0,
  };
  Object.setPrototypeOf(socket, MemorySocket.prototype);
  Object.defineProperty(socket, inMemory, { value: state });
}
