import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { markVariable } from './mark.ts';
import { type ProcessInfo, type ProcessTable, shownName } from './process-info.ts';

/**
 * Lists processes from /proc, synchronously: it must also work while this process exits. Pids are assigned in order, so only those after a
 * command's own pid are read.
 */
export const procTable: ProcessTable = {
  list: (since) =>
    readdirSync('/proc')
      .map(Number)
      .filter(isRecent(since))
      .flatMap((pid) => linuxProcess(pid) ?? []),
  hasMark: ({ pid }, mark) => marksOf(pid).includes(mark),
  isStill: ({ pid, started }) => linuxProcess(pid)?.started === started,
  recordEveryMs: 250,
};

function isRecent(since: number | undefined): (pid: number) => boolean {
  if (since === undefined) return (pid) => pid > 0;
  const last = lastPid();
  // After the highest pid, the system starts again with low ones.
  return last >= since ? (pid) => pid >= since : (pid) => pid >= since || (pid > 0 && pid <= last);
}

/** "the last field is the PID of the process that was most recently created" (proc_loadavg(5)) */
function lastPid(): number {
  return Number(readProc('/proc/loadavg').trim().split(' ').at(-1)) || 0;
}

/** What the system says about a process; `undefined` if it has ended, or without /proc. */
export function linuxProcess(pid: number): ProcessInfo | undefined {
  return parseStat(readProc(`/proc/${pid}/stat`));
}

/** "pid (comm) state ppid pgrp session … starttime", where comm may contain anything (proc_pid_stat(5)). */
export function parseStat(text: string): ProcessInfo | undefined {
  const [from, to] = [text.indexOf('('), text.lastIndexOf(')')];
  const [state, parent, group, session, ...more] = text.slice(to + 2).split(' ');
  // The start is field 22, the 16th after the session.
  const started = more[15];
  if (from < 0 || state === undefined || started === undefined) return undefined;
  return {
    pid: Number(text.slice(0, from)),
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started,
    isZombie: state === 'Z' || state === 'X',
    name: shownName(text.slice(from + 1, to)),
  };
}

/** How often to look again while a process starts a program, and how long to wait in between (ms). */
const [startLooks, startWaitMs] = [50, 1];

/**
 * The environment of a process. Both it and the arguments are empty for a moment while the process starts a program (execve), and in kernel
 * threads, which have no program.
 */
export function environmentOf(pid: number, { read, hasProgram, wait }: Looks = ownLooks): string {
  for (let look = 1; ; look += 1) {
    const environment = read(`/proc/${pid}/environ`);
    const isStarting = environment === '' && read(`/proc/${pid}/cmdline`) === '' && hasProgram(pid);
    if (!isStarting || look === startLooks) return environment;
    wait(startWaitMs);
  }
}

interface Looks {
  readonly read: (path: string) => string;
  readonly hasProgram: (pid: number) => boolean;
  readonly wait: (forMs: number) => void;
}

const ownLooks: Looks = {
  read: readProc,
  hasProgram: (pid) => existsSync(`/proc/${pid}/exe`),
  // Also while this process exits, when nothing can be awaited.
  wait: (forMs) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs),
};

function marksOf(pid: number): string[] {
  const begin = `${markVariable}=`;
  const entry = environmentOf(pid)
    .split('\0')
    .find((one) => one.startsWith(begin));
  return entry?.slice(begin.length).split(' ') ?? [];
}

/** Whether any Hookswitch started a process, or its parents. */
export function isMarked(pid: number): boolean {
  return marksOf(pid).length > 0;
}

/** Empty if the process has ended, or belongs to another user. */
export function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
