import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { systemClock } from '../../simulator/index.ts';
import { isMarked, procTable } from './linux.ts';
import { listeningAddresses } from './listening.ts';
import type { ProcessInfo } from './process-info.ts';

/** Where the commands of a check work. */
interface Workplace {
  readonly cwd: string;
  /** The port of the receiver. */
  readonly port: number;
}

/** A process that a command may have started, and that no longer belongs to it. */
export interface Stray extends ProcessInfo {
  readonly addresses: readonly string[];
}

/** A process that is about to end within this time isn't a stray (ms). */
const endingMs = 200;

/**
 * Returns a function that finds processes that cleared their environment and left the process tree of a command: they started after this
 * call, their parent is gone, and they work in the command's folder or listen on the receiver's port. Nothing proves that a command started
 * them, so they are only shown. Finds none without /proc.
 */
export function watchStrays(where: Workplace): () => Promise<readonly Stray[]> {
  const before = allProcesses();
  return async () => {
    const found = straysNow(before, where);
    if (found.length === 0) return [];
    await systemClock.sleep(endingMs);
    return straysNow(before, where).filter(({ pid }) => found.some((one) => one.pid === pid));
  };
}

function straysNow(before: readonly ProcessInfo[], { cwd, port }: Workplace): Stray[] {
  const folder = realpathSync(cwd);
  const orphans = newOrphans(before, allProcesses()).filter(({ pid }) => !isMarked(pid));
  return orphans
    .map((orphan) => ({ ...orphan, addresses: listeningAddresses([orphan.pid]) }))
    .filter(({ pid, addresses }) => {
      const listens = addresses.some((address) => address.endsWith(`:${port}`));
      return listens || folderOf(pid) === folder;
    });
}

function allProcesses(): readonly ProcessInfo[] {
  return existsSync('/proc/self/stat') ? procTable.list() : [];
}

/** Those that were not there before, and whose parent has ended. They don't belong to the session of this process. Pure. */
export function newOrphans(
  before: readonly ProcessInfo[],
  now: readonly ProcessInfo[],
  ownPid = process.pid,
): ProcessInfo[] {
  const known = new Set(before.map(identityOf));
  const own = now.find(({ pid }) => pid === ownPid);
  const reapers = new Set([1, ...now.filter(({ name }) => name === 'systemd').map(({ pid }) => pid)]);
  return now.filter(
    (one) =>
      !one.isZombie && !known.has(identityOf(one)) && reapers.has(one.parent) && one.session !== own?.session,
  );
}

/** A pid may be used again. */
function identityOf({ pid, started }: ProcessInfo): string {
  return `${pid} ${started}`;
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has ended, or belongs to another user.
    return undefined;
  }
}

const maxNamed = 5;

/** A sentence about strays: "a process that started during the check still runs: 4711 (sleep); if --exec started it, stop it yourself". Pure. */
export function straysInWords(strays: readonly Stray[], starters: string): string {
  const named = strays.slice(0, maxNamed).map(({ pid, name, addresses }) => {
    const where =
      addresses.length === 0 ? '' : `, listening at ${addresses.slice(0, maxNamed).join(' and ')}`;
    return `${pid} (${name}${where})`;
  });
  const more = strays.length > maxNamed ? ` and ${strays.length - maxNamed} more` : '';
  const [what, runs, it] = strays.length === 1 ? ['a process', 'runs', 'it'] : ['processes', 'run', 'them'];
  return `${what} that started during the check still ${runs}: ${named.join(', ')}${more}; if ${starters} started ${it}, stop ${it} yourself`;
}
