import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listeningAddresses, parseListeningSockets } from '../../../receiver/processes/listening.ts';
import type { ProcessInfo, ProcessTable } from '../../../receiver/processes/process-info.ts';
import { leftBehind, ProcessTree } from '../../../receiver/processes/process-tree.ts';
import { psTable } from '../../../receiver/processes/ps.ts';
import { newOrphans, straysInWords } from '../../../receiver/processes/strays.ts';

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

describe('the addresses at which a process listens', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('include its server at %s', async (host) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const shown = host.includes(':') ? `[${host}]` : host;
    expect(listeningAddresses([process.pid])).toContain(`${shown}:${port}`);
    server.close();
    await once(server, 'close');
    expect(listeningAddresses([process.pid])).not.toContain(`${shown}:${port}`);
  });

  it("don't include the servers of other processes, and of none that has ended", () => {
    expect(listeningAddresses([])).toEqual([]);
    expect(listeningAddresses([2 ** 22 + 1])).toEqual([]);
  });
});

// From the example in the kernel's documentation of /proc/net/tcp, and the same with another state.
const line = (state: string) =>
  `  46: 010310AC:9C4C 030310AC:1770 ${state} 00000150:00000000 01:00000019 00000000  1000        0 54165785 4 cd1e6040 25 4 27 3 -1`;

describe('a line of /proc/net/tcp', () => {
  it('counts if the socket listens', () => {
    expect(parseListeningSockets(line('0A'))).toEqual([{ inode: '54165785', address: '172.16.3.1:40012' }]);
  });

  it.each(['01', '06', '0B', ''])("doesn't count in state %s", (state) => {
    expect(parseListeningSockets(line(state))).toEqual([]);
  });

  it("doesn't count if it is a heading or cut", () => {
    expect(
      parseListeningSockets('  sl  local_address rem_address   st tx_queue\n  46: 010310AC:9C4C'),
    ).toEqual([]);
  });
});

const info = (pid: number, change: Partial<ProcessInfo> = {}): ProcessInfo => ({
  pid,
  parent: 1,
  group: pid,
  session: pid,
  started: '1000',
  isZombie: false,
  name: 'sleep',
  ...change,
});

describe('a process whose parent has ended', () => {
  const before = [info(50, { started: '500' }), info(40, { parent: 7, session: 39, started: '100' })];
  const orphans = (...processes: ProcessInfo[]) =>
    newOrphans(before, [...before, ...processes], 40).map(({ pid }) => pid);

  it('counts if it was not there before, even if its pid was', () => {
    expect(orphans(info(60), info(50, { started: '501' }))).toEqual([60, 50]);
  });

  it('counts if the session manager took it over, and not if its parent still runs', () => {
    const manager = info(30, { name: 'systemd', started: '2', parent: 7 });
    expect(orphans(manager, info(60, { parent: 30 }), info(61, { parent: 40 }))).toEqual([60]);
  });

  it("doesn't count if it has ended, or belongs to the session of this process", () => {
    expect(orphans(info(60, { isZombie: true }), info(61, { session: 39 }))).toEqual([]);
  });
});

it('is named with the addresses at which it listens, and at most four others', () => {
  const stray = (pid: number, ...addresses: string[]) => ({ ...info(pid), addresses });
  expect(straysInWords([stray(1, '127.0.0.1:3000', '[::]:80')], '--exec')).toBe(
    'a process that started during the check still runs: 1 (sleep, listening at 127.0.0.1:3000 and [::]:80); if --exec started it, stop it yourself',
  );
  expect(
    straysInWords(
      [1, 2, 3, 4, 5, 6].map((pid) => stray(pid)),
      'the receiver',
    ),
  ).toBe(
    'processes that started during the check still run: 1 (sleep), 2 (sleep), 3 (sleep), 4 (sleep), 5 (sleep) and 1 more; if the receiver started them, stop them yourself',
  );
});
