/** A process as listed by the operating system. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Missing on systems that don't report it. */
  readonly session?: number;
  /** When it started, in the system's words. The same pid with another start is another process. */
  readonly started: string;
  /** It has ended, and its parent hasn't reaped it yet. */
  readonly isZombie: boolean;
  /** The program's name. Its arguments are never read, since they may contain secrets. */
  readonly name: string;
}

/** How to list processes on this system. */
export interface ProcessTable {
  /** @param since Skip processes older than this pid, if that saves time. */
  list(since?: number): ProcessInfo[];
  /** Whether a process inherited the mark, if the system shows that. */
  hasMark(process: ProcessInfo, mark: string): boolean;
  /** A last look before a process is signaled, since its pid may have been reused. */
  isStill(process: ProcessInfo): boolean;
  /** How often listing is cheap enough to do all the time (ms). */
  readonly recordEveryMs: number;
}

const maxNameLength = 40;

/** A name that is safe to show: one word, no control characters. */
export function shownName(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, maxNameLength) || '?';
}
