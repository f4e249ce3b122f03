import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { bareHost } from '../../text/bare-host.ts';
import { defined } from '../../text/defined.ts';
import { option, sentence } from '../../text/option-words.ts';
import { HookswitchError } from '../errors.ts';
import { classifyHost, guardedLookup } from './address-guard.ts';
import { AnswerMemory } from './response/memory.ts';

/** How connections to a receiver are made. */
export interface ConnectionOptions {
  /** Hosts other than loopback that may be sent to. */
  readonly allowHosts: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** Whoever has a connection is told what happens on it. */
export interface ConnectionUser {
  /** TCP, and TLS if there is any, are agreed on. */
  onOpen(): void;
  onData(bytes: Buffer): void;
  onEnd(): void;
  onError(error: NodeJS.ErrnoException): void;
  onClose(): void;
}

/** A connection that is on its way or open. One user has it at a time; listening once for all of them is what makes it cheap. */
export class Connection {
  readonly socket: Socket;
  /** Of the URL that it leads to. */
  readonly origin: string;
  /** Whether it was kept after an earlier exchange. */
  isReused = false;
  user: ConnectionUser | undefined;
  /** What answers of the same receiver were read as. */
  readonly answers: AnswerMemory;

  constructor(socket: Socket, origin: string, answers: AnswerMemory) {
    this.socket = socket;
    this.origin = origin;
    this.answers = answers;
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => this.user?.onOpen());
    // What comes when nothing was asked would be taken for the next answer.
    socket.on('data', (bytes) => (this.user ? this.user.onData(bytes) : socket.destroy()));
    socket.on('end', () => this.user?.onEnd());
    // A connection may fail while nobody waits on it, idle or after its outcome is known: that is no news.
    socket.on('error', (error) => this.user?.onError(error));
    socket.on('close', () => this.user?.onClose());
  }

  get isUsable(): boolean {
    return this.socket.readable && this.socket.writable;
  }
}

/**
 * The way to open connections with these options.
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
  if (classifyHost(host, options.allowHosts) !== 'allowed') {
    throw new HookswitchError(
      'host-not-allowed',
      sentence`${host} is not a host to send to; allow it with ${option('allowHosts', host)}`,
    );
  }
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const base = { host, port, noDelay: true, lookup: guardedLookup(options.allowHosts) };
  const { origin } = url;
  const answers = new AnswerMemory();
  if (!isTls) return () => new Connection(connectTcp(base), origin, answers);
  const tls = { ...base, ...tlsOptions(host, options) };
  return () => new Connection(connectTls(tls), origin, answers);
}

function tlsOptions(host: string, options: ConnectionOptions) {
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...defined({ ca: options.ca }),
    rejectUnauthorized: options.insecure !== true,
    ALPNProtocols: ['http/1.1'],
  };
}
