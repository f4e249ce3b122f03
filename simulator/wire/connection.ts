import { type Connection, type ConnectionOptions, connectionOpener } from './open-connection.ts';

export type { ConnectionOptions } from './open-connection.ts';

/** The source of connections: new or reused. Close it when you are done sending. */
export interface Connector {
  /** @internal */
  readonly keeps: boolean;
  /**
   * A connection that is open or being opened.
   *
   * @internal
   * @throws HookswitchError `host-not-allowed`.
   */
  take(url: URL): Connection;
  /**
   * A new connection, even if there is an idle one.
   *
   * @internal
   * @throws HookswitchError `host-not-allowed`.
   */
  open(url: URL): Connection;
  /**
   * Takes back a connection whose response ended cleanly.
   *
   * @internal
   */
  give(connection: Connection): void;
  /** Closes all idle connections. */
  close(): void;
}

/**
 * Opens a new connection for every attempt, as older Yeastar senders do.
 *
 * @param options The allowed hosts and trusted certificates.
 */
export function freshConnections(options: ConnectionOptions): Connector {
  const open = connectionOpener(options);
  return {
    keeps: false,
    take: open,
    open,
    give: ({ socket }) => socket.destroy(),
    close: () => {},
  };
}

/** Fresh or kept connections, as a profile says. */
export function connectorFor(
  connections: 'fresh' | 'kept',
  options: ConnectionOptions,
  maxIdle?: number,
): Connector {
  return connections === 'kept' ? keptConnections(options, maxIdle) : freshConnections(options);
}

/** Servers close idle connections after a few seconds (2 and 5 are common). A connection that may be closing is not used. */
const maxIdleMs = 1000;

/**
 * Reuses connections that were idle for less than a second.
 *
 * @param options The allowed hosts and trusted certificates.
 * @param maxIdle The maximum number of idle connections per origin, default 64.
 */
export function keptConnections(options: ConnectionOptions, maxIdle = 64): Connector {
  const open = connectionOpener(options);
  const idle = new Map<string, { readonly connection: Connection; readonly sinceMs: number }[]>();
  return {
    keeps: true,
    open,
    take(url) {
      const kept = idle.get(url.origin) ?? [];
      for (let last = kept.pop(); last; last = kept.pop()) {
        const { connection, sinceMs } = last;
        const isStale = performance.now() - sinceMs > maxIdleMs;
        if (!isStale && connection.isUsable) {
          connection.socket.ref();
          connection.isReused = true;
          return connection;
        }
        connection.socket.destroy();
      }
      return open(url);
    },
    give(connection) {
      const kept = idle.get(connection.origin) ?? [];
      if (kept.length >= maxIdle) return void connection.socket.destroy();
      connection.socket.unref();
      kept.push({ connection, sinceMs: performance.now() });
      idle.set(connection.origin, kept);
    },
    close() {
      for (const { connection } of [...idle.values()].flat()) connection.socket.destroy();
      idle.clear();
    },
  };
}
