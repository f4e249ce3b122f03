import { Socket } from 'node:net';

export type Done = (error?: Error | null) => void;

/** What the system does for a socket. */
export interface System {
  /** The socket wants more data. */
  readonly read: () => void;
  /** Sends; `done` once more can be sent. */
  readonly write: (bytes: Buffer, done: Done) => void;
  /** Nothing more will be sent. */
  readonly finish: (done: Done) => void;
  /** The socket was destroyed. */
  readonly destroy: () => void;
  /** Resets the connection and destroys the socket. */
  readonly reset: () => void;
}

/** An address on loopback. */
export interface Address {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

type Method = (...args: never[]) => unknown;

/** Lets a socket without a handle of the system use this instead. It stays a `net.Socket` for everybody who uses it. */
export function useInMemory(
  socket: Socket,
  { read, write, finish, destroy, reset }: System,
  { local, remote }: { readonly local: Address; readonly remote: Address },
): void {
  const timeout = new IdleTimeout(socket);
  let [bytesSent, bytesRead] = [0, 0];
  const { push } = socket;
  const methods: Readonly<Record<string, Method | null>> = {
    _read: read,
    _write: (chunk: Buffer | string, encoding: BufferEncoding, done: Done) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
      bytesSent += bytes.length;
      timeout.refresh();
      write(bytes, done);
    },
    _writev: null,
    _final: finish,
    _destroy: (error: Error | null, done: Done) => {
      timeout.clear();
      Object.assign(socket, { connecting: false });
      destroy();
      done(error);
      process.nextTick(() => socket.emit('close', error !== null));
    },
    push: (chunk: Buffer | null) => {
      bytesRead += chunk?.length ?? 0;
      timeout.refresh();
      return push.call(socket, chunk);
    },
    resetAndDestroy: () => {
      reset();
      return socket;
    },
    setTimeout: (afterMs: number, onTimeout?: () => void) => {
      timeout.set(afterMs, onTimeout);
      return socket;
    },
    setNoDelay: () => socket,
    setKeepAlive: () => socket,
    ref: () => socket,
    unref: () => socket,
    address: () => local,
  };
  for (const [name, value] of Object.entries(methods)) define(socket, name, { value, writable: true });
  define(socket, 'bytesRead', { get: () => bytesRead });
  define(socket, '_bytesDispatched', { get: () => bytesSent });
  define(socket, 'pending', { get: () => socket.connecting });
  for (const [side, { address, family, port }] of Object.entries({ local, remote })) {
    define(socket, `${side}Address`, { value: address });
    define(socket, `${side}Family`, { value: family });
    define(socket, `${side}Port`, { value: port });
  }
}

function define(socket: Socket, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(socket, name, { configurable: true, ...descriptor });
}

/** The timeout of a socket, which Node measures with a timer that can't be replaced. */
class IdleTimeout {
  readonly #socket: Socket;
  #afterMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#afterMs = socket.timeout ?? 0;
    Socket.prototype.setTimeout.call(socket, 0);
    this.set(this.#afterMs);
  }

  set(afterMs: number, onTimeout?: () => void): void {
    if (this.#socket.destroyed) return;
    this.#afterMs = afterMs;
    Object.assign(this.#socket, { timeout: afterMs });
    if (onTimeout && afterMs > 0) this.#socket.once('timeout', onTimeout);
    else if (onTimeout) this.#socket.off('timeout', onTimeout);
    this.clear();
    if (afterMs > 0) this.#timer = setTimeout(() => this.#socket.emit('timeout'), afterMs).unref();
  }

  refresh(): void {
    if (this.#afterMs > 0) this.set(this.#afterMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
