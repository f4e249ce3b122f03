import type { ProcessInfo, ProcessTable } from './process-info.ts';

/** A command that was started in a session of its own, and what is known of it. */
export interface Started {
  readonly pid: number;
  /** While its parent has not taken note of its end, no other process has its pid. */
  readonly isReaped: boolean;
  readonly mark: string;
  /** What was seen to belong to it: the start of each process by its pid. */
  readonly known: ReadonlyMap<number, string>;
}

/**
 * The processes that a command started, and those that they started. A session or group in which one of them is belongs to the command
 * as a whole: sessions can't be joined, and no number is given out again while it is in use.
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

/** This process, or one that was started beside it: a command has a session of its own. */
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
