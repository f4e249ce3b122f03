import { connect, isIP } from 'node:net';
import type { Outcome } from '../simulator/index.ts';
import { guardedLookup } from '../simulator/wire/address-guard.ts';
import { bareHost } from '../text/formats/bare-host.ts';
import { formatMs } from '../text/words/durations.ts';
import { type Finding, fail, pass, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const lookupMs = 5000;
const connectMs = 5000;
const maxAddresses = 8;

/** What the network steps found. */
export interface Reached {
  readonly findings: readonly Finding[];
  readonly isReachable: boolean;
}

type Failure = Extract<Outcome, { kind: 'connection-failed' }>;

function failed({ code = 'ERROR', message }: Pick<NodeJS.ErrnoException, 'code' | 'message'>): Failure {
  return { kind: 'connection-failed', phase: 'connect', code, message };
}

/** Resolves the name, and connects to each of its addresses: YCM may use any of them. */
export async function examineNetwork({ url, connection, nextAfter }: Patient): Promise<Reached> {
  const host = bareHost(url.hostname);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const found = isIP(host) === 0 ? await addressesOf(host, port, connection.allowHosts) : [host];
  if ('kind' in found)
    return {
      findings: [{ step: 'name', ...fail(found.message, nextAfter(found)) }],
      isReachable: false,
    };
  const name =
    isIP(host) === 0
      ? pass(`${host} has ${found.length === 1 ? 'the address' : 'the addresses'} ${found.join(', ')}`)
      : skipped(`${host} is an address`);
  const tried = await Promise.all(found.map((address) => tryAddress(address, port)));
  const [firstFailure] = tried.flatMap(({ trouble }) => trouble ?? []);
  const open = tried.filter(({ trouble }) => trouble === undefined);
  const inWords = (some: readonly Tried[]) =>
    some.map(({ address, ms, trouble }) => trouble?.message ?? `${address} in ${formatMs(ms)}`).join(', ');
  const tcp =
    firstFailure === undefined || (open.length > 0 && isLocal(host))
      ? pass(`port ${port} accepts connections: ${inWords(open)}`)
      : fail(
          `port ${port}: ${inWords(tried)}`,
          open.length === 0
            ? nextAfter(firstFailure)
            : 'Serve every address that the name has, or remove the others from DNS: YCM may use any of them.',
        );
  const findings = [
    { step: 'name', ...name },
    { step: 'tcp', ...tcp },
  ];
  return { findings, isReachable: open.length > 0 };
}

/** The addresses, or why there is none to send to. */
function addressesOf(
  host: string,
  port: number,
  allowHosts: readonly string[],
): Promise<readonly string[] | Failure> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () =>
        resolve(failed({ code: 'EAI_AGAIN', message: `no response from DNS within ${lookupMs / 1000} s` })),
      lookupMs,
    );
    guardedLookup(port, allowHosts)(host, { all: true }, (error, found) => {
      clearTimeout(timer);
      if (error || typeof found === 'string')
        return resolve(failed(error ?? { code: 'ENOTFOUND', message: 'no address' }));
      resolve([...new Set(found.map(({ address }) => address))].slice(0, maxAddresses));
    });
  });
}

interface Tried {
  readonly address: string;
  readonly ms: number;
  readonly trouble: Failure | undefined;
}

function tryAddress(host: string, port: number): Promise<Tried> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (trouble?: Failure) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ address: host, ms: performance.now() - startMs, trouble });
    };
    const timer = setTimeout(
      () =>
        settle(
          failed({ code: 'ETIMEDOUT', message: `no connection to ${host} within ${connectMs / 1000} s` }),
        ),
      connectMs,
    );
    socket.once('connect', () => settle());
    socket.once('error', (error) => settle(failed(error)));
  });
}

/** A development server often listens on one of the two. */
function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
