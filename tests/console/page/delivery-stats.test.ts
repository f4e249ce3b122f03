import { describe, expect, it } from 'vitest';
import {
  type LatencyPoint,
  latencyPoints,
  latencyWords,
  outcomeCounts,
} from '../../../console/page/pages/deliveries/charts/delivery-stats.ts';
import { durationInWords } from '../../../console/page/parts/words/duration.ts';
import type { AttemptRow, DeliveryRow } from '../../../console/server/api/types.ts';

describe('the data in the delivery chart', () => {
  it('is described in text, with the numbers of the attempts', () => {
    const all = Array.from({ length: 100 }, (_, n) => point({ elapsedMs: n + 1 }));
    expect(latencyWords(all)).toBe('100 acks: half within 51 ms, 95% within 96 ms, the slowest 100 ms.');
    expect(latencyWords(all.slice(0, 3))).toBe('3 acks: half within 2 ms, the slowest 3 ms.');
    expect(latencyWords(all.slice(0, 1))).toBe('1 ack, after 1 ms.');
    expect(latencyWords([point({ outcome: 'timeout' })])).toBe('No attempt acknowledged yet.');
    expect(outcomeCounts([point({}), point({ outcome: 'aborted' }), point({})])).toEqual([
      { outcome: 'acknowledged', n: 2 },
      { outcome: 'aborted', n: 1 },
    ]);
  });
});

it('leaves out attempts that have not ended, or that were measured late', () => {
  const attempt = { n: 1, startedAt: '2026-03-10T00:00:00.000Z' };
  const ended = { ...attempt, elapsedMs: 20, outcome: 'acknowledged' as const };
  const row = (seq: number, one: AttemptRow): DeliveryRow => ({
    ...{ seq, acceptedAt: '', event: 'test', summary: '', webhookId: 'w', url: '', method: 'POST' },
    ...{ state: 'acknowledged', timeoutMs: 5000, attempts: [one] },
  });
  const rows = [row(3, attempt), row(2, { ...ended, measuredLateMs: 900 }), row(1, ended)];
  expect(latencyPoints(rows)).toEqual([
    {
      seq: 1,
      n: 1,
      endedMs: Date.parse('2026-03-10T00:00:00.020Z'),
      elapsedMs: 20,
      outcome: 'acknowledged',
      timeoutMs: 5000,
    },
  ]);
});

describe('a duration', () => {
  it.each([
    [0.424, '0.42 ms'],
    [2.64, '2.6 ms'],
    [1, '1 ms'],
    [141.7, '142 ms'],
    [2310, '2.31 s'],
    [3000, '3 s'],
  ])('of %d ms is shown as %s', (ms, words) => expect(durationInWords(ms)).toBe(words));
});

function point({ outcome = 'acknowledged', elapsedMs = 10 }: Partial<LatencyPoint>): LatencyPoint {
  return { seq: 1, n: 1, endedMs: 0, elapsedMs, outcome, timeoutMs: 5000 };
}
