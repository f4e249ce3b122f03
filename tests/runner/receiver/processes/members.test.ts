import { describe, expect, it } from 'vitest';
import { membersOf, type Started } from '../../../../runner/receiver/processes/members.ts';
import type { ProcessInfo } from '../../../../runner/receiver/processes/process-info.ts';

const ownPid = 50;
const own = { pid: ownPid, parent: 1, group: 50, session: 50, started: '1' };
const started: Started = { pid: 100, isReaped: false, mark: 'ours', known: new Map() };

type Given = Pick<ProcessInfo, 'pid'> & Partial<ProcessInfo> & { readonly mark?: string };

/** The pids that belong to the command, among these processes; each is in a session of its own, below init, unless it says more. */
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

describe('what a command started', () => {
  it.each<[string, Given[], Partial<Started>, number[]]>([
    ['the command', [{ pid: 100 }], {}, [100]],
    [
      'its children and theirs',
      [{ pid: 100 }, { pid: 101, parent: 100 }, { pid: 102, parent: 101 }],
      {},
      [100, 101, 102],
    ],
    ['an orphan of its session', [{ pid: 101, session: 100 }], {}, [101]],
    ['an orphan of its group, where no session is known', [{ pid: 101, group: 100 }], {}, [101]],
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
      'what a daemon started later',
      [
        { pid: 300, mark: 'ours' },
        { pid: 305, parent: 300 },
      ],
      reaped,
      [300, 305],
    ],
  ])('is %s', (_what, given, more, pids) => {
    expect(pidsIn(given, more)).toEqual(pids);
  });

  it.each<[string, Given[], Partial<Started>]>([
    ['another process', [{ pid: 200 }, { pid: 201, parent: 200 }], {}],
    ['a process with the mark of another run', [{ pid: 300, mark: 'theirs' }], {}],
    [
      'one that has its pid after its end',
      [
        { pid: 100, started: '9' },
        { pid: 101, parent: 100 },
      ],
      reaped,
    ],
    [
      'one that has the pid of a daemon after its end',
      [{ pid: 300, started: '9' }],
      { known: new Map([[300, '7']]) },
    ],
    ['this process, whatever its mark', [{ pid: 51, group: 50, session: 50, mark: 'ours' }], {}],
    ['init', [{ pid: 1, parent: 0, mark: 'ours' }], {}],
    ['what has ended already', [{ pid: 100, isZombie: true }], {}],
  ])('is not %s', (_what, given, more) => {
    expect(pidsIn(given, more)).toEqual([]);
  });
});
