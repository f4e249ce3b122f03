import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookswitchError } from '../../simulator/index.ts';
import { oneLine } from '../../text/terminal/visible.ts';
import { flagOf } from '../../text/words/flags.ts';

/** Where it listens. */
export interface Bound {
  readonly port: number;
  /** `http://localhost:4000` */
  readonly url: string;
  /** Whether other machines can reach it. */
  readonly isOpen: boolean;
}

const loopback = ['127.0.0.1', '::1'] as const;

/**
 * Listens on `host`. Without a host it listens on both loopback addresses, one server each, since `localhost` may mean either. `portOption`
 * sets the port.
 *
 * @throws HookswitchError `bad-flag` if the port is in use, or the address is not one of this machine.
 */
export async function bind(
  [first, second]: readonly [Server, Server],
  host: string | undefined,
  port: number,
  portOption: string = 'port',
): Promise<Bound> {
  // Node treats an empty address as every address.
  if (host === '')
    throw new HookswitchError(
      'bad-flag',
      '--host is empty; leave it out to accept connections from this machine only',
    );
  const isLocal = host === undefined || host === 'localhost';
  const mainHost = isLocal ? loopback[0] : host;
  await listenAt(first, mainHost, port).catch((error) => {
    throw failure(error, mainHost, port, portOption);
  });
  const { address, port: boundPort } = first.address() as AddressInfo;
  if (isLocal) {
    await listenAt(second, loopback[1], boundPort).catch((error) => {
      if (!hasNoIpv6(error) && port !== 0) throw failure(error, loopback[1], port, portOption);
    });
  }
  const name = isLocal ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { port: boundPort, url: `http://${name}:${boundPort}`, isOpen: !isLoopback(address) };
}

function listenAt(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function hasNoIpv6({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

function failure(
  { code }: NodeJS.ErrnoException,
  host: string,
  port: number,
  portOption: string,
): HookswitchError {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is in use by another program; choose another with ${flagOf(portOption)}, or 0 for any free port`,
    EACCES: `port ${port} needs more privileges; choose one above 1023 with ${flagOf(portOption)}`,
  };
  const other = `${oneLine(host)} is not an address of this machine (${code ?? ''}); give another with --host, or leave it out to accept connections from this machine only`;
  return new HookswitchError('bad-flag', sentences[code ?? ''] ?? other);
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
