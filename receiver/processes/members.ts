import type { ProcessInfo, ProcessTable } from './process-info.ts';

/** A command that was started in its own session, and what is known about it. */
export interface Started {
  readonly pid: number;
  /** Until its parent reaps it, no other process has its pid. */
  readonly isReaped: boolean;
  readonly mark: string;
  /** Processes known to belong to it: start time by pid. */
  readonly known: ReadonlyMap<number, string>;
}

/**
 * The processes that a command started, and their descendants. A session or group with one of them belongs to the command as a whole:
 * sessions can't be joined, and no number is reused while in use.
 */
export function membersOf(
  processes: readonly ProcessInfo[],
  started: Started,
  { hasMark }: Pick<ProcessTable, 'hasMark'>,
  ownPid = process.pid,
): ProcessInfo[] {
  const own = processes.find(({ pid }) => pid === ownPid);
  const others = processes.filter((one) => one.pid > 1 && !isBeside(one, own));
  const members = new Set(others.filter((one) => isSeed(one, started) || hasMark(one, started.mark)));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    addRelated(members, others);
  }
  return [...members].filter(({ isZombie }) => !isZombie);
}

/** This process, or one that was started next to it. A command has its own session. */
function isBeside({ group, session }: ProcessInfo, own: ProcessInfo | undefined): boolean {
  return own !== undefined && (group === own.group || (session !== undefined && session === own.session));
}

function isSeed({ pid, group, session, started: start }: ProcessInfo, started: Started): boolean {
  if (started.known.get(pid) === start) return true;
  return !started.isReaped && [pid, group, session].includes(started.pid);
}

function addRelated(members: Set<ProcessInfo>, others: readonly ProcessInfo[]): void {
  const pids = new Set([...members].map(({ pid }) => pid));
  const groups = new Set([...members].map(({ group }) => group));
  const sessions = new Set([...members].map(({ session }) => session));
  sessions.delete(undefined);
  for (const one of others) {
    if (pids.has(one.parent) || groups.has(one.group) || sessions.has(one.session)) members.add(one);
  }
}
