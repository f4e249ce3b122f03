import { describe, expect, it } from 'vitest';
import type { ProcessInfo } from '../../../receiver/processes/process-info.ts';
import { newOrphans, straysInWords } from '../../../receiver/processes/strays.ts';

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
