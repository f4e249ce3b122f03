import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { type ProcessInfo, type ProcessTable, shownName } from './process-info.ts';

const columns = ['pid', 'ppid', 'pgid', 'stat', 'lstart', 'comm'];
const timeoutMs = 2000;
const maxBytes = 8 * 1024 * 1024;

/** Lists processes with ps(1), as on macOS. It shows no environment, so processes that left their parent unseen are not found. */
export const psTable: ProcessTable = {
  list: readProcesses,
  hasMark: () => false,
  // Another ps for each one would take longer than the list stays valid.
  isStill: () => true,
  recordEveryMs: 2000,
};

function readProcesses(): ProcessInfo[] {
  try {
    const text = execFileSync('ps', ['-ax', ...columns.flatMap((name) => ['-o', `${name}=`])], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      timeout: timeoutMs,
      maxBuffer: maxBytes,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.split('\n').flatMap((line) => parsePsLine(line) ?? []);
  } catch {
    return [];
  }
}

/** "  501     1   501 Ss   Wed Jan  7 10:00:00 2026 /usr/bin/program" */
export function parsePsLine(line: string): ProcessInfo | undefined {
  const [pid, parent, group, state, weekday, month, day, time, year, ...command] = line.trim().split(/\s+/);
  if (!Number(pid) || state === undefined || year === undefined) return undefined;
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    started: [weekday, month, day, time, year].join(' '),
    isZombie: state.startsWith('Z'),
    name: shownName(basename(command[0] ?? '')),
  };
}
