import { describe, expect, it, vi } from 'vitest';
import type { RunState } from '../../../runner/context/run-state.ts';
import { noteBacklog, noteReported, stoppedApplying } from '../../../runner/watching/progress.ts';
import { useFakeTime } from '../fake-time.ts';
import { type RunParts, stateOfRun } from '../state-of-run.ts';

const sns = Array.from({ length: 40 }, (_, n) => `36TESTTEST00${10 + n}ZK`);

function reportOf(sn: string) {
  const row = { did: '10021212', didId: '1', trunkId: '2', trunkName: 'a' };
  return [{ event: 'did_change', sn, trunkDidInfoList: [row], updateTime: 1773110920 }];
}

/** What is known at the end about a receiver that has applied this many reports when it is late, and at the end. */
async function atTheEnd(late: number, end: number, afterMs = 50_000, parts: RunParts = {}, lateAfterMs = 0) {
  useFakeTime();
  let applied = late;
  const observe = async (sn: string) => ({
    kind: 'state' as const,
    state: sns.slice(0, applied).includes(sn) ? { sn, dids: 1 } : { sn, dids: 0 },
  });
  const observer = { option: 'observe' as const, isPerPbx: true, showsState: true, observe };
  const untouched = { sn: 'other', state: { sn: 'other', dids: 0 } };
  const learned = { untouched } as unknown as RunState['observation']['learned'];
  const run = stateOfRun({ observer, learned, ...parts });
  for (const sn of sns.slice(0, 30)) noteReported(run.seen.reported, reportOf(sn));
  vi.advanceTimersByTime(lateAfterMs);
  await noteBacklog(run);
  for (const sn of sns.slice(30)) noteReported(run.seen.reported, reportOf(sn));
  vi.advanceTimersByTime(afterMs);
  applied = end;
  return stoppedApplying(run);
}

describe('a receiver that is late', () => {
  it('has stopped if it applies nothing more', async () => {
    const [first, last] = [12, 11].map((n) => `a report, about PBX ${sns[n]}`);
    const found = { waiting: 27, forMs: 50_000, firstWaiting: first, lastApplied: last, between: [] };
    expect(await atTheEnd(12, 12)).toEqual(found);
    expect(await atTheEnd(0, 0)).toMatchObject({
      waiting: 39,
      firstWaiting: `a report, about PBX ${sns[0]}`,
    });
  });

  it('is slow if it has applied one more since then', async () => {
    expect(await atTheEnd(12, 13)).toBeUndefined();
  });

  it('may be slow if little time has passed, or little waits', async () => {
    expect(await atTheEnd(12, 12, 40_000)).toBeUndefined();
    expect(await atTheEnd(30, 30)).toBeUndefined();
  });

  it('has stopped if it was late before, and applies nothing for a shorter time', async () => {
    expect(await atTheEnd(12, 12, 20_000, {}, 30_000)).toMatchObject({ waiting: 27, forMs: 20_000 });
    expect(await atTheEnd(12, 12, 10_000, {}, 60_000)).toBeUndefined();
  });

  it('is not looked at if its observer shows all PBXs at once', async () => {
    const parts = { observer: { option: 'observe', isPerPbx: false } } as unknown as RunParts;
    expect(await atTheEnd(12, 12, 50_000, parts)).toBeUndefined();
  });
});

describe('the reports that count', () => {
  const noted = (message: unknown) => {
    const reported = new Map<string, number>();
    noteReported(reported, message);
    return [...reported.keys()];
  };

  it('assign DIDs to a single PBX', () => {
    expect(noted(reportOf('36TESTTEST0010ZK'))).toEqual(['36TESTTEST0010ZK']);
    expect(noted([...reportOf('36TESTTEST0010ZK'), ...reportOf('36TESTTEST0011ZK')])).toEqual([]);
    expect(noted([{ ...reportOf('36TESTTEST0010ZK')[0], trunkDidInfoList: [] }])).toEqual([]);
    expect(noted([{ ...reportOf('36TESTTEST0010ZK')[0], updateTime: 'soon' }])).toEqual([]);
  });

  it('keep the time at which they were first acknowledged', () => {
    useFakeTime();
    const reported = new Map<string, number>();
    noteReported(reported, reportOf('36TESTTEST0010ZK'));
    const before = [...reported.values()];
    vi.advanceTimersByTime(1000);
    noteReported(reported, reportOf('36TESTTEST0010ZK'));
    expect([...reported.values()]).toEqual(before);
  });

  it('have an ordinary serial number', () => {
    expect(noted(reportOf('__proto__'))).toEqual([]);
    expect(noted({ event: 'test' })).toEqual([]);
  });
});
