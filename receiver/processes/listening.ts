import { readdirSync, readlinkSync } from 'node:fs';
import { readProc } from './linux.ts';

/** Where these processes listen, as host:port. Empty without /proc. */
export function listeningAddresses(pids: readonly number[]): string[] {
  const addresses = pids.flatMap((pid) => {
    const own = new Set(socketsOf(pid));
    return ['tcp', 'tcp6']
      .flatMap((table) => parseListeningSockets(readProc(`/proc/${pid}/net/${table}`)))
      .flatMap(({ inode, address }) => (own.has(inode) ? [address] : []));
  });
  return [...new Set(addresses)];
}

/** "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …", where the state 0A is LISTEN (proc_pid_net(5)). */
export function parseListeningSockets(table: string): { inode: string; address: string }[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === '0A' && inode !== undefined ? [{ inode, address: addressOf(local) }] : [];
  });
}

/** The inodes of a process's open sockets: links such as "socket:[4711]". */
function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const files = orNone(() => readdirSync(folder));
  const links = files.flatMap((fd) => orNone(() => [readlinkSync(`${folder}/${fd}`)]));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

/** Empty if the process or socket is gone, or belongs to another user. */
function orNone(list: () => string[]): string[] {
  try {
    return list();
  } catch {
    return [];
  }
}

/** "0100007F:1F90" is 127.0.0.1:8080: words of 32 bits in the order of this machine's bytes. */
function addressOf(local: string): string {
  const [hex = '', port = ''] = local.split(':');
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  const groups = Array.from({ length: 8 }, (_, n) =>
    (((bytes[2 * n] ?? 0) << 8) | (bytes[2 * n + 1] ?? 0)).toString(16),
  );
  const host = bytes.length === 4 ? bytes.join('.') : new URL(`http://[${groups.join(':')}]`).hostname;
  return `${host}:${Number.parseInt(port, 16)}`;
}
