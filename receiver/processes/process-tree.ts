import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { systemClock } from '../../simulator/index.ts';
import { procTable } from './linux.ts';
import { membersOf } from './members.ts';
import type { ProcessInfo, ProcessTable } from './process-info.ts';
import { psTable } from './ps.ts';

const pollMs = 25;
/**
 * How long a command counts as young (ms). Until then, no pid has been reused since it started, so older pids need not be read. Daemons
 * usually detach within this time.
 */
const youngMs = 60_000;
/** Nothing can be awaited while this process exits. */
const lastPasses = 40;
const lastPassMs = 5;

/** All processes of a command: found by session, group, parents, and a mark in their environment. */
export class ProcessTree {
  readonly #child: ChildProcess;
  readonly #mark: string;
  readonly #table: ProcessTable;
  readonly #startedMs = performance.now();
  #known: ReadonlyMap<number, string> = new Map();
  #recording: NodeJS.Timeout | undefined;

  constructor(child: ChildProcess, mark: string, table: ProcessTable = ownTable()) {
    this.#child = child;
    this.#mark = mark;
    this.#table = table;
    // Its pid may be reused soon, so this is the last look at its session.
    child.once('exit', () => this.#record(false));
    process.once('exit', this.endNow);
  }

  /** Looks repeatedly in the first minute, to find a daemon that overwrites its environment and leaves its parent. */
  keepRecording(): void {
    if (this.#ageMs > youngMs) return;
    this.#recording = setTimeout(() => {
      this.#record();
      this.keepRecording();
    }, this.#table.recordEveryMs).unref();
  }

  /** The pids of its current processes. */
  pids(): number[] {
    return this.#record().map(({ pid }) => pid);
  }

  /** Asks all of its processes to end (SIGTERM) and waits. `kill` ends those that are left. */
  async terminate(graceMs: number): Promise<void> {
    this.#signal('SIGTERM');
    const endsAt = performance.now() + graceMs;
    while (performance.now() < endsAt && this.#record().length > 0) await systemClock.sleep(pollMs);
  }

  /** Kills all of its processes at once (SIGKILL) and waits until they are gone. Returns those that are left. */
  async kill(withinMs: number): Promise<readonly ProcessInfo[]> {
    const endsAt = performance.now() + withinMs;
    while (this.#signal('SIGKILL').length > 0 && performance.now() < endsAt) await systemClock.sleep(pollMs);
    clearTimeout(this.#recording);
    process.removeListener('exit', this.endNow);
    return this.#record();
  }

  /** Like `kill`, but synchronous, for the exit of this process. */
  readonly endNow = (): void => {
    for (let pass = 0; pass < lastPasses && this.#signal('SIGKILL').length > 0; pass += 1) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lastPassMs);
    }
  };

  get #ageMs(): number {
    return performance.now() - this.#startedMs;
  }

  get #isReaped(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Its current processes. */
  #record(isReaped = this.#isReaped): ProcessInfo[] {
    const { pid } = this.#child;
    if (pid === undefined) return [];
    const list = this.#table.list(this.#ageMs < youngMs ? pid : undefined);
    const members = membersOf(list, { pid, isReaped, mark: this.#mark, known: this.#known }, this.#table);
    this.#known = new Map(members.map(({ pid: member, started }) => [member, started]));
    return members;
  }

  /** Signals its current processes and returns them. */
  #signal(signal: NodeJS.Signals): ProcessInfo[] {
    const members = this.#record();
    const { pid } = this.#child;
    if (pid !== undefined && !this.#isReaped) signalGroup(pid, signal);
    for (const member of members) if (this.#table.isStill(member)) send(member.pid, signal);
    return members;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32')
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  else send(-pid, signal);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, or belongs to another user. Whether it still exists is checked next.
  }
}

const noTable: ProcessTable = {
  list: () => [],
  hasMark: () => false,
  isStill: () => false,
  recordEveryMs: youngMs,
};

function ownTable(): ProcessTable {
  if (process.platform === 'win32') return noTable;
  return existsSync('/proc/self/stat') ? procTable : psTable;
}

/** A sentence about processes that could not be killed. Only names are shown, since arguments may contain secrets. */
export function leftBehind(left: readonly Pick<ProcessInfo, 'pid' | 'name'>[]): string | undefined {
  if (left.length === 0) return undefined;
  const names = left.slice(0, maxNamed).map(({ pid, name }) => `${pid} (${name})`);
  const more = left.length > maxNamed ? ` and ${left.length - maxNamed} more` : '';
  return `could not kill ${left.length === 1 ? 'process' : 'processes'} ${names.join(', ')}${more}`;
}

const maxNamed = 5;
