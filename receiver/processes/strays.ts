import { readlinkSync, realpathSync } from 'node:fs';
import { systemClock } from '../../simulator/index.ts';
import { isMarked, procTable } from './linux.ts';
import { listeningAddresses } from './listening.ts';
import type { ProcessInfo } from './process-info.ts';

/** What is known about a command whose processes have ended. */
export interface EndedCommand {
  /** Its shell, when it was started. */
  readonly shell: ProcessInfo;
  readonly cwd: string;
  /** The port that it had to listen on. */
  readonly port: number;
}

/** A process that a command may have started, and that no longer belongs to it. */
export interface Stray extends ProcessInfo {
  readonly addresses: readonly string[];
}

/** A process that is about to end within this time isn't a stray (ms). */
const endingMs = 200;

/**
 * Finds processes that cleared their environment and left the command's process tree: they started after it, their parent is gone, and they
 * work in the command's folder or listen on its port. Nothing proves that the command started them, so they are only shown. Empty without
 * /proc.
 */
export async function findStrays(command: EndedCommand): Promise<readonly Stray[]> {
  const found = straysNow(command);
  if (found.length === 0) return [];
  await systemClock.sleep(endingMs);
  return straysNow(command).filter(({ pid }) => found.some((one) => one.pid === pid));
}

function straysNow({ shell, cwd, port }: EndedCommand): Stray[] {
  const folder = realpathSync(cwd);
  const orphans = orphansSince(procTable.list(), shell).filter(({ pid }) => !isMarked(pid));
  return orphans
    .map((orphan) => ({ ...orphan, addresses: listeningAddresses([orphan.pid]) }))
    .filter(({ pid, addresses }) => {
      const listens = addresses.some((address) => address.endsWith(`:${port}`));
      return listens || folderOf(pid) === folder;
    });
}

/** Those that started after this one, and whose parent has ended. They don't belong to the session of this process. Pure. */
export function orphansSince(
  processes: readonly ProcessInfo[],
  { pid: shellPid, started }: ProcessInfo,
  ownPid = process.pid,
): ProcessInfo[] {
  const own = processes.find(({ pid }) => pid === ownPid);
  const reapers = new Set([1, ...processes.filter(({ name }) => name === 'systemd').map(({ pid }) => pid)]);
  return processes.filter(
    (one) =>
      !one.isZombie &&
      one.pid !== shellPid &&
      Number(one.started) >= Number(started) &&
      reapers.has(one.parent) &&
      one.session !== own?.session,
  );
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

/** A sentence about strays: "a process that started during the check still runs: 4711 (sleep)". Pure. */
export function straysInWords(strays: readonly Stray[]): string {
  const named = strays.slice(0, maxNamed).map(({ pid, name, addresses }) => {
    const where =
      addresses.length === 0 ? '' : `, listening at ${addresses.slice(0, maxNamed).join(' and ')}`;
    return `${pid} (${name}${where})`;
  });
  const more = strays.length > maxNamed ? ` and ${strays.length - maxNamed} more` : '';
  const what = strays.length === 1 ? 'a process' : 'processes';
  const runs = strays.length === 1 ? 'runs' : 'run';
  return `${what} that started during the check still ${runs}: ${named.join(', ')}${more}`;
}
