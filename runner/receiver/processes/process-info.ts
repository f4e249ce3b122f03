/** A process as the operating system lists it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Not every system tells. */
  readonly session?: number;
  /** When it started, in the system's own words. The same pid with another start is another process. */
  readonly started: string;
  /** It has ended, and its parent has not noticed yet. */
  readonly isZombie: boolean;
  /** The program's name. Its arguments may hold secrets, so they are never read. */
  readonly name: string;
}

/** How processes are listed on this system. */
export interface ProcessTable {
  /** @param since Leave out processes older than this pid, where that saves time. */
  list(since?: number): ProcessInfo[];
  /** Whether a process inherited the mark, where the system shows that. */
  hasMark(process: ProcessInfo, mark: string): boolean;
  /** One last look before a process is signaled: its pid may be another one's by now. */
  isStill(process: ProcessInfo): boolean;
  /** How often listing them is cheap enough to do it all the time (ms). */
  readonly recordEveryMs: number;
}

const maxNameLength = 40;

/** A name as it may be shown: one word, no control characters. */
export function shownName(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, maxNameLength) || '?';
}
