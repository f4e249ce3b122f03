import { isIP } from 'node:net';
import { bareHost } from '../../../text/bare-host.ts';

/** Where the console listens, and so by which names it may be asked for. */
export interface Address {
  /** As it was given; undefined: this machine alone. */
  readonly host: string | undefined;
  readonly port: number;
}

const localNames = ['localhost', '127.0.0.1', '[::1]'];
/** Every address of this machine: by whatever name it is reached, the token keeps others out. */
const everyAddress = ['0.0.0.0', '::'];

/**
 * Whether a Host header names this console. A page of another site whose name was made to lead here (DNS rebinding) says its own name.
 * Pure.
 */
export function isOurHost(header: string | undefined, { host, port }: Address): boolean {
  const [, name = '', , said] = /^(\[[\da-f:.]+\]|[^:[\]]+)(:(\d{1,5}))?$/i.exec(header ?? '') ?? [];
  if (name === '' || Number(said ?? 80) !== port) return false;
  return isOurName(name.toLowerCase(), host?.toLowerCase());
}

function isOurName(name: string, host: string | undefined): boolean {
  if (host === undefined || host === 'localhost') return localNames.includes(name);
  const bare = bareHost(name);
  if (everyAddress.includes(host)) return localNames.includes(name) || isIP(bare) !== 0;
  return bare === host;
}
