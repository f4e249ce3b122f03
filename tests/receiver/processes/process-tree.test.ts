import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ProcessInfo, ProcessTable } from '../../../receiver/processes/process-info.ts';
import { leftBehind, ProcessTree } from '../../../receiver/processes/process-tree.ts';
import { psTable } from '../../../receiver/processes/ps.ts';

/** A shell in a separate session, once it has said so. */
async function startShell(command: string) {
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  return { child, pid: Number(String(said)) };
}

function isThere(pid: number): boolean {
  return psTable.list().some((one) => one.pid === pid && !one.isZombie);
}

describe('a command and everything it started', () => {
  it('ends where only ps lists processes, including a child that left its session', async () => {
    const { child, pid } = await startShell('setsid sh -c "echo \\$\\$; sleep 300" & wait');
    const tree = new ProcessTree(child, 'no mark', psTable);
    expect(isThere(pid)).toBe(true);
    expect(await tree.kill(5000)).toEqual([]);
    expect(isThere(pid)).toBe(false);
  });

  it('is reported by pid and name if it cannot be ended in time', async () => {
    const { child } = await startShell('echo 1; sleep 300');
    const deaf: ProcessInfo = {
      pid: 2 ** 30,
      parent: child.pid ?? 0,
      group: 5,
      started: '1',
      isZombie: false,
      name: 'sudo',
    };
    const table: ProcessTable = { ...psTable, list: () => [deaf], hasMark: (one) => one === deaf };
    const left = await new ProcessTree(child, 'mark', table).kill(200);
    expect(leftBehind(left)).toBe(`could not kill process ${2 ** 30} (sudo)`);
    expect(leftBehind([...left, ...left])).toMatch(/^could not kill processes \d+ \(sudo\), \d+ \(sudo\)$/);
    expect(leftBehind([])).toBeUndefined();
  });

  it('is not signaled by a pid that now belongs to another process', async () => {
    const other = spawn('sleep', ['300'], { detached: true });
    const { child } = await startShell('echo 1; sleep 300');
    const [found] = psTable.list().filter(({ pid }) => pid === other.pid);
    if (!found) throw new Error('it is not listed');
    const table: ProcessTable = {
      ...psTable,
      list: () => [found],
      hasMark: () => true,
      isStill: () => false,
    };
    await new ProcessTree(child, 'mark', table).kill(200);
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
    other.kill('SIGKILL');
  });
});
