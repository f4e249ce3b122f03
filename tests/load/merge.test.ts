import { expect, test } from 'vitest';
import { Histogram, type LoadResult, mergeResults } from '../../load/index.ts';

function timesOf(ms: readonly number[]) {
  const histogram = new Histogram();
  for (const one of ms) histogram.recordMs(one);
  return { percentiles: histogram.percentiles(), snapshot: histogram.snapshot() };
}

function resultOf(lagMs: readonly number[], change: Partial<LoadResult>): LoadResult {
  const [lag, service, ack] = [timesOf(lagMs), timesOf([2]), timesOf([3])];
  const none = { sent: 0, acknowledged: 0, refused: 0, unanswered: 0, aborted: 0 };
  return {
    startedAt: '2026-03-10T02:48:40.000Z',
    durationMs: 1000,
    ended: 'done',
    genuine: none,
    repeated: none,
    forged: none,
    attempts: 0,
    retries: 0,
    outcomes: {},
    requestBytes: 0,
    due: 0,
    unsent: 0,
    dueToMs: 1000,
    lastSentMs: 900,
    requestedPerSecond: 0,
    achievedPerSecond: 0,
    lagMs: lag.percentiles,
    serviceMs: service.percentiles,
    ackMs: ack.percentiles,
    histograms: { lag: lag.snapshot, service: service.snapshot, ack: ack.snapshot },
    limitedBy: 'nothing',
    limitedByWhy: 'in time',
    utilization: 0.1,
    ...change,
  };
}

const early = resultOf([1], {
  startedAt: '2026-03-10T02:48:41.000Z',
  durationMs: 3000,
  ended: 'drained',
  genuine: { sent: 10, acknowledged: 4, refused: 3, unanswered: 2, aborted: 1 },
  attempts: 12,
  retries: 2,
  outcomes: { 200: 4, timeout: 2 },
  requestBytes: 700,
  due: 30,
  unsent: 20,
  dueToMs: 1500,
  lastSentMs: 2500,
  utilization: 0.4,
});
const late = resultOf([60], {
  durationMs: 2000,
  ended: 'done',
  genuine: { sent: 40, acknowledged: 10, refused: 10, unanswered: 10, aborted: 10 },
  forged: { sent: 1, acknowledged: 0, refused: 1, unanswered: 0, aborted: 0 },
  attempts: 50,
  retries: 10,
  outcomes: { 200: 10, 401: 1 },
  requestBytes: 300,
  due: 50,
  unsent: 10,
  dueToMs: 2000,
  lastSentMs: 1900,
  measuredLate: { attempts: 3, timeouts: 2, lost: 1, longestMs: 800 },
  limitedBy: 'connections',
  limitedByWhy: 'all were busy',
  utilization: 0.2,
});

test.each([
  ['one after the other', [early, late] as const],
  ['in reverse order', [late, early] as const],
])('merges the results of several slices: %s', (_order, results) => {
  const merged = mergeResults(results);
  expect(merged).toMatchObject({
    startedAt: '2026-03-10T02:48:40.000Z',
    durationMs: 3000,
    ended: 'drained',
    genuine: { sent: 50, acknowledged: 14, refused: 13, unanswered: 12, aborted: 11 },
    forged: { sent: 1, refused: 1 },
    attempts: 62,
    retries: 12,
    outcomes: { 200: 14, 401: 1, timeout: 2 },
    requestBytes: 1000,
    due: 80,
    unsent: 30,
    dueToMs: 2000,
    lastSentMs: 2500,
    measuredLate: { attempts: 3, timeouts: 2, lost: 1, longestMs: 800 },
    limitedBy: 'connections',
    limitedByWhy: 'all were busy',
    utilization: 0.4,
  });
  // 80 messages until 2,000 ms were requested; 50 were sent until 2,500.
  expect(merged.requestedPerSecond).toBeCloseTo(80 / 2, 9);
  expect(merged.achievedPerSecond).toBeCloseTo(50 / 2.5, 9);
  expect([merged.lagMs.max, merged.serviceMs.max, merged.ackMs.max]).toEqual([60, 2, 3]);
  expect(merged.histograms.lag.counts.filter((_, at) => at % 2 === 1)).toEqual([1, 1]);
});

test('the limit is that of the slowest part with a limit, and the rate is that of one part', () => {
  const slow = {
    ...late,
    limitedBy: 'tool',
    limitedByWhy: 'busy',
    lagMs: timesOf([70]).percentiles,
  } as const;
  const unlimited = { ...early, lagMs: timesOf([500]).percentiles };
  expect(mergeResults([late, slow, unlimited])).toMatchObject({ limitedBy: 'tool', limitedByWhy: 'busy' });
  expect(mergeResults([{ ...early, ended: 'aborted' }, early, late]).ended).toBe('aborted');
  expect(mergeResults([{ ...early, requestedPerSecond: 'max' }, late]).requestedPerSecond).toBe('max');
  expect(mergeResults([early, early]).limitedBy).toBe('nothing');
  const nothingSent = { ...late, lagMs: { ...late.lagMs, p99: null } };
  expect(mergeResults([early, nothingSent]).limitedBy).toBe('connections');
});

test('late measurements of several slices are added up, and absent if there are none', () => {
  const other = resultOf([1], { measuredLate: { attempts: 4, timeouts: 0, lost: 0, longestMs: 900 } });
  expect(mergeResults([late, other, early]).measuredLate).toEqual({
    attempts: 7,
    timeouts: 2,
    lost: 1,
    longestMs: 900,
  });
  expect(mergeResults([early, early])).not.toHaveProperty('measuredLate');
});
