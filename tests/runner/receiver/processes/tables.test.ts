import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { parseStat, procTable } from '../../../../runner/receiver/processes/linux.ts';
import { markVariable, withMark } from '../../../../runner/receiver/processes/mark.ts';
import { parsePsLine, psTable } from '../../../../runner/receiver/processes/ps.ts';

/** What ps(1) says of a process. */
function shownByPs(pid: number, column: string): string {
  return execFileSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8' }).trim();
}

async function withSleep(env: NodeJS.ProcessEnv, use: (pid: number) => void | Promise<void>): Promise<void> {
  const child = spawn('sleep', ['60'], { env: { PATH: process.env.PATH, ...env }, detached: true });
  await once(child, 'spawn');
  await use(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe.each([
  ['/proc', procTable],
  ['ps', psTable],
])('the list of processes by %s', (_by, table) => {
  it('says of each what ps says', () =>
    withSleep({}, (pid) => {
      const found = table.list().find((one) => one.pid === pid);
      expect(found).toMatchObject({ parent: process.pid, group: pid, isZombie: false });
      expect(found?.parent).toBe(Number(shownByPs(pid, 'ppid')));
      expect(found?.group).toBe(Number(shownByPs(pid, 'pgid')));
    }));
});

describe('the list of processes by /proc', () => {
  it('finds a mark, and the mark of an outer run beside it', () => {
    const outer = withMark({});
    const inner = withMark(outer.env);
    return withSleep({ [markVariable]: inner.env[markVariable] }, (pid) => {
      const found = procTable.list(pid).find((one) => one.pid === pid);
      if (!found) throw new Error('it is not listed');
      expect(procTable.hasMark(found, outer.mark)).toBe(true);
      expect(procTable.hasMark(found, inner.mark)).toBe(true);
      expect(procTable.hasMark(found, withMark({}).mark)).toBe(false);
      expect(found.session).toBe(Number(shownByPs(pid, 'sid')));
    });
  });

  it('knows another process with the same pid', () =>
    withSleep({}, (pid) => {
      const found = procTable.list(pid).find((one) => one.pid === pid);
      if (!found) throw new Error('it is not listed');
      expect(procTable.isStill(found)).toBe(true);
      expect(procTable.isStill({ ...found, started: String(Number(found.started) - 1) })).toBe(false);
    }));

  it('leaves out what is older than a pid', () =>
    withSleep({}, (older) =>
      // Begun just before: pids begin again with low ones in the course of a long day.
      withSleep({}, (pid) => {
        const pids = procTable.list(pid).map((one) => one.pid);
        expect(pids).toContain(pid);
        expect(pids).not.toContain(older);
      }),
    ));
});

describe('a line about a process', () => {
  // proc_pid_stat(5): pid (comm) state ppid pgrp session tty_nr tpgid flags minflt cminflt majflt cmajflt utime stime cutime cstime
  // priority nice num_threads itrealvalue starttime
  const stat = '42 (a) b (c) Z 7 8 9 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 123456 0 0';

  it('of /proc is read though the name has blanks and parentheses', () => {
    const name = 'a)?b?(c';
    expect(parseStat(stat)).toEqual({
      pid: 42,
      parent: 7,
      group: 8,
      session: 9,
      started: '123456',
      isZombie: true,
      name,
    });
  });

  it('of ps is read, and its name alone is kept', () => {
    expect(parsePsLine('  501     1   500 Ss   Wed Jan  7 10:00:00 2026 /usr/local/bin/node')).toEqual({
      pid: 501,
      parent: 1,
      group: 500,
      started: 'Wed Jan 7 10:00:00 2026',
      isZombie: false,
      name: 'node',
    });
  });

  it.each(['', '42', '42 (a)', '42 (a) S 1', 'x'])('%j is of none', (line) => {
    expect([parseStat(line), parsePsLine(line)]).toEqual([undefined, undefined]);
  });
});
