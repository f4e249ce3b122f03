import { describe, expect, it } from 'vitest';
import { membersOf, type Started } from '../../../receiver/processes/members.ts';
import type { ProcessInfo } from '../../../receiver/processes/process-info.ts';

const ownPid = 50;
const own = { pid: ownPid, parent: 1, group: 50, session: 50, started: '1' };
const started: Started = { pid: 100, isReaped: false, mark: 'ours', known: new Map() };

type Given = Pick<ProcessInfo, 'pid'> & Partial<ProcessInfo> & { readonly mark?: string };

/** The pids among these processes that belong to the command; each has a separate session, below init, unless specified. */
function pidsIn(given: readonly Given[], more: Partial<Started> = {}): number[] {
  const processes = [own, ...given].map((one) => ({
    parent: 1,
    group: one.pid,
    session: one.pid,
    started: '7',
    isZombie: false,
    name: 'node',
    ...one,
  }));
  const hasMark = ({ pid }: ProcessInfo, mark: string) =>
    given.some((one) => one.pid === pid && one.mark === mark);
  return membersOf(processes, { ...started, ...more }, { hasMark }, ownPid)
    .map(({ pid }) => pid)
    .sort();
}

const reaped = { isReaped: true };

describe('the processes of a command', () => {
  it.each<[string, Given[], Partial<Started>, number[]]>([
    ['the command', [{ pid: 100 }], {}, [100]],
    [
      'its children and grandchildren',
      [{ pid: 100 }, { pid: 101, parent: 100 }, { pid: 102, parent: 101 }],
      {},
      [100, 101, 102],
    ],
    ['an orphan of its session', [{ pid: 101, session: 100 }], {}, [101]],
    ['an orphan of its group, if no session is known', [{ pid: 101, group: 100 }], {}, [101]],
    ['a daemon by its mark', [{ pid: 300, mark: 'ours' }], reaped, [300]],
    [
      'the session of a daemon',
      [
        { pid: 300, mark: 'ours' },
        { pid: 301, session: 300 },
      ],
      reaped,
      [300, 301],
    ],
    ['a daemon that was seen before', [{ pid: 300 }], { ...reaped, known: new Map([[300, '7']]) }, [300]],
    [
      'a process that a daemon started later',
      [
        { pid: 300, mark: 'ours' },
        { pid: 305, parent: 300 },
      ],
      reaped,
      [300, 305],
    ],
  ])('include %s', (_what, given, more, pids) => {
    expect(pidsIn(given, more)).toEqual(pids);
  });

  it.each<[string, Given[], Partial<Started>]>([
    ['another process', [{ pid: 200 }, { pid: 201, parent: 200 }], {}],
    ['a process with the mark of another run', [{ pid: 300, mark: 'theirs' }], {}],
    [
      'a process that reuses its pid',
      [
        { pid: 100, started: '9' },
        { pid: 101, parent: 100 },
      ],
      reaped,
    ],
    [
      'a process that reuses the pid of a daemon',
      [{ pid: 300, started: '9' }],
      { known: new Map([[300, '7']]) },
    ],
    ['this process, whatever its mark', [{ pid: 51, group: 50, session: 50, mark: 'ours' }], {}],
    ['another group of its session, whatever its mark', [{ pid: 51, session: 50, mark: 'ours' }], {}],
    ['init', [{ pid: 1, parent: 0, mark: 'ours' }], {}],
    ['a process that has already ended', [{ pid: 100, isZombie: true }], {}],
  ])('do not include %s', (_what, given, more) => {
    expect(pidsIn(given, more)).toEqual([]);
  });
});
