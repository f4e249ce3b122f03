import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { environmentOf, parseStat, procTable } from '../../../receiver/processes/linux.ts';
import { markVariable, withMark } from '../../../receiver/processes/mark.ts';
import { parsePsLine, psTable } from '../../../receiver/processes/ps.ts';

/** What ps(1) says about a process. */
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
])('the process list from %s', (_by, table) => {
  it('matches ps for each process', () =>
    withSleep({}, (pid) => {
      const found = table.list().find((one) => one.pid === pid);
      expect(found).toMatchObject({ parent: process.pid, group: pid, isZombie: false });
      expect(found?.parent).toBe(Number(shownByPs(pid, 'ppid')));
      expect(found?.group).toBe(Number(shownByPs(pid, 'pgid')));
    }));
});

describe('the process list from /proc', () => {
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

  it('distinguishes another process with the same pid', () =>
    withSleep({}, (pid) => {
      const found = procTable.list(pid).find((one) => one.pid === pid);
      if (!found) throw new Error('it is not listed');
      expect(procTable.isStill(found)).toBe(true);
      expect(procTable.isStill({ ...found, started: String(Number(found.started) - 1) })).toBe(false);
    }));

  it('leaves out processes older than a pid', () =>
    withSleep({}, (older) =>
      // Started just before: pids wrap around to low numbers during a long day.
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

  it('from /proc is parsed even if the name has spaces and parentheses', () => {
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

  it('from ps is parsed, and only its name is kept', () => {
    expect(parsePsLine('  501     1   500 Ss   Wed Jan  7 10:00:00 2026 /usr/local/bin/node')).toEqual({
      pid: 501,
      parent: 1,
      group: 500,
      started: 'Wed Jan 7 10:00:00 2026',
      isZombie: false,
      name: 'node',
    });
  });

  it.each(['', '42', '42 (a)', '42 (a) S 1', 'x'])('%j is not a process', (line) => {
    expect([parseStat(line), parsePsLine(line)]).toEqual([undefined, undefined]);
  });
});

describe('the environment of a process', () => {
  /** Reads a process that looks like this, one look after the other. Counts how often it waits. */
  function readAs(looks: readonly { environ: string; cmdline: string }[], hasProgram = true) {
    let waits = 0;
    const look = () => looks[Math.min(waits, looks.length - 1)];
    const environment = environmentOf(1, {
      read: (path) => look()?.[path.endsWith('/environ') ? 'environ' : 'cmdline'] ?? '',
      hasProgram: () => hasProgram,
      wait: () => {
        waits += 1;
      },
    });
    return { environment, waits };
  }
  const starting = { environ: '', cmdline: '' };

  it.each([
    [
      'that starts a program is read once it has started',
      [starting, starting, { environ: 'A=1', cmdline: 'sleep' }],
      true,
      'A=1',
      2,
    ],
    ['that was started without one is empty at once', [{ environ: '', cmdline: 'sleep' }], true, '', 0],
    ['without a program is empty at once', [starting], false, '', 0],
    ['that never gets one is empty after a while', [starting], true, '', 49],
  ])('%s', (_, looks, hasProgram, environment, waits) => {
    expect(readAs(looks, hasProgram)).toEqual({ environment, waits });
  });
});
