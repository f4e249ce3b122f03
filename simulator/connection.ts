import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { guardedLookup, judgeHost } from './address-guard.ts';
import { HookswitchError } from './errors.ts';

/** How connections to a receiver are made. */
export interface ConnectionOptions {
  /** Hosts other than loopback that may be reached. */
  readonly allowHosts: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** Where connections come from: a new one each time, or kept ones. */
export interface Connector {
  readonly keeps: boolean;
  /** A connection that is on its way or open; `isReused` tells a kept one. */
  take(url: URL): { readonly socket: Socket; readonly isReused: boolean };
  /** Takes back a connection whose answer ended well. */
  give(url: URL, socket: Socket): void;
  /** Closes all that are idle. */
  close(): void;
}

/** A new connection for every attempt, as older Yeastar senders do. */
export function freshConnections(options: ConnectionOptions): Connector {
  return {
    keeps: false,
    take: (url) => ({ socket: open(url, options), isReused: false }),
    give: (_url, socket) => socket.destroy(),
    close: () => {},
  };
}

/** Servers close what is idle after some seconds (2 and 5 are common): one that may just be closing is not used any more. */
const longestIdleMs = 1000;

/** Idle connections are used again; at most `maxIdle` are kept for each origin. */
export function keptConnections(options: ConnectionOptions, maxIdle = 64): Connector {
  const idle = new Map<string, { readonly socket: Socket; readonly sinceMs: number }[]>();
  return {
    keeps: true,
    take(url) {
      const kept = idle.get(url.origin) ?? [];
      for (let last = kept.pop(); last; last = kept.pop()) {
        const { socket, sinceMs } = last;
        const isStale = performance.now() - sinceMs > longestIdleMs;
        if (!isStale && socket.readable && socket.writable) {
          socket.off('data', discard).ref();
          return { socket, isReused: true };
        }
        socket.destroy();
      }
      return { socket: open(url, options), isReused: false };
    },
    give(url, socket) {
      const kept = idle.get(url.origin) ?? [];
      if (kept.length >= maxIdle) return void socket.destroy();
      socket.on('data', discard).unref();
      idle.set(url.origin, [...kept, { socket, sinceMs: performance.now() }]);
    },
    close() {
      for (const { socket } of [...idle.values()].flat()) socket.destroy();
      idle.clear();
    },
  };
}

/** What comes when nothing was asked would be taken for the next answer. */
function discard(this: Socket): void {
  this.destroy();
}

function open(url: URL, options: ConnectionOptions): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (judgeHost(host, options.allowHosts) !== 'allowed') {
    throw new HookswitchError(
      'host-not-allowed',
      `${host} is not a host to send to; allow it with --allow-host ${host}`,
    );
  }
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const base = { host, port, noDelay: true, lookup: guardedLookup(options.allowHosts) };
  const socket = isTls ? connectTls({ ...base, ...tlsOptions(host, options) }) : connectTcp(base);
  // A connection may fail while nobody waits on it, idle or after its outcome is known: that is no news.
  return socket.on('error', () => {});
}

function tlsOptions(host: string, options: ConnectionOptions) {
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    rejectUnauthorized: options.insecure !== true,
    ALPNProtocols: ['http/1.1'],
  };
}
