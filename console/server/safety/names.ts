import { isIP } from 'node:net';
import { bareHost } from '../../../text/formats/bare-host.ts';

/** Where the console listens, and so which host names are valid. */
export interface Address {
  /** As given. Undefined means loopback. */
  readonly host: string | undefined;
  readonly port: number;
}

const localNames = ['localhost', '127.0.0.1', '[::1]'];
/** All addresses of this machine. The token protects the console under any name. */
const everyAddress = ['0.0.0.0', '::'];

/**
 * Whether a Host header names this console. A page of another site whose name was pointed here (DNS rebinding) sends its own name. Pure.
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
