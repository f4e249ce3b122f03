import { describe, expect, it } from 'vitest';
import type { ProcessInfo } from '../../../receiver/processes/process-info.ts';
import { orphansSince, straysInWords } from '../../../receiver/processes/strays.ts';

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
  const shell = info(50, { started: '500' });
  const own = info(40, { parent: 7, session: 39, started: '100' });
  const orphans = (...processes: ProcessInfo[]) =>
    orphansSince([own, shell, ...processes], shell, 40).map(({ pid }) => pid);

  it('counts if it started after the command', () => {
    expect(orphans(info(60), info(61, { started: '499' }), info(62, { started: '500' }))).toEqual([60, 62]);
  });

  it('counts if the session manager took it over, and not if its parent still runs', () => {
    const manager = info(30, { name: 'systemd', started: '2' });
    expect(orphans(manager, info(60, { parent: 30 }), info(61, { parent: 40 }))).toEqual([60]);
  });

  it("doesn't count if it has ended, or belongs to the session of this process", () => {
    expect(orphans(info(60, { isZombie: true }), info(61, { session: 39 }))).toEqual([]);
  });
});

it('is named with the addresses at which it listens, and at most four others', () => {
  const stray = (pid: number, ...addresses: string[]) => ({ ...info(pid), addresses });
  expect(straysInWords([stray(1, '127.0.0.1:3000', '[::]:80')])).toBe(
    'a process that started during the check still runs: 1 (sleep, listening at 127.0.0.1:3000 and [::]:80)',
  );
  expect(straysInWords([1, 2, 3, 4, 5, 6].map((pid) => stray(pid)))).toBe(
    'processes that started during the check still run: 1 (sleep), 2 (sleep), 3 (sleep), 4 (sleep), 5 (sleep) and 1 more',
  );
});
