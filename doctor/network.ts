import { connect, isIP } from 'node:net';
import { guardedLookup } from '../simulator/wire/address-guard.ts';
import { bareHost } from '../text/formats/bare-host.ts';
import { formatMs } from '../text/words/durations.ts';
import { type Finding, fail, pass, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const lookupMs = 5000;
const connectMs = 5000;
const maxAddresses = 8;

/** What the network steps found; no address means that nothing else can be tried. */
export interface Reached {
  readonly findings: readonly Finding[];
  readonly isReachable: boolean;
}

/** Resolves the name, and connects to each of its addresses: YCM may use any of them. */
export async function examineNetwork({ url, connection }: Patient): Promise<Reached> {
  const host = bareHost(url.hostname);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const found = isIP(host) === 0 ? await addressesOf(host, port, connection.allowHosts) : [host];
  if (typeof found === 'string') {
    const next =
      'check the spelling, and that the name is in public DNS: YCM resolves it from its own network';
    return { findings: [fail('name', found, next)], isReachable: false };
  }
  const name =
    isIP(host) === 0
      ? pass(
          'name',
          `${host} has ${found.length === 1 ? 'the address' : 'the addresses'} ${found.join(', ')}`,
        )
      : skipped('name', `${host} is an address`);
  const tried = await Promise.all(found.map((address) => tryAddress(address, port)));
  const open = tried.filter(({ trouble }) => trouble === undefined);
  const isEnough = open.length === tried.length || (open.length > 0 && isLocal(host));
  const words = tried
    .map(({ address, trouble, ms }) => `${address} ${trouble ?? `in ${formatMs(ms)}`}`)
    .join(', ');
  const tcp = isEnough
    ? pass(
        'tcp',
        `port ${port} accepts connections: ${open.map(({ address, ms }) => `${address} in ${formatMs(ms)}`).join(', ')}`,
      )
    : fail(
        'tcp',
        `port ${port}: ${words}`,
        open.length === 0
          ? 'start the receiver, and open this port in the firewall for the addresses of YCM'
          : 'serve every address that the name has, or remove the others from DNS: YCM may use any of them',
      );
  return { findings: [name, tcp], isReachable: open.length > 0 };
}

/** The addresses, or why there is none to send to. */
function addressesOf(
  host: string,
  port: number,
  allowHosts: readonly string[],
): Promise<readonly string[] | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`no response from DNS within ${lookupMs / 1000} s`), lookupMs);
    guardedLookup(port, allowHosts)(host, { all: true }, (error, found) => {
      clearTimeout(timer);
      if (error || typeof found === 'string') return resolve(error?.message ?? 'no address');
      resolve([...new Set(found.map(({ address }) => address))].slice(0, maxAddresses));
    });
  });
}

interface Tried {
  readonly address: string;
  readonly ms: number;
  readonly trouble: string | undefined;
}

function tryAddress(host: string, port: number): Promise<Tried> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (trouble?: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ address: host, ms: performance.now() - startMs, trouble });
    };
    const timer = setTimeout(() => settle(`no connection within ${connectMs / 1000} s`), connectMs);
    socket.once('connect', () => settle());
    socket.once('error', ({ code }: NodeJS.ErrnoException) => settle(`refused (${code ?? 'ERROR'})`));
  });
}

/** A development server often listens on one of the two. */
function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
