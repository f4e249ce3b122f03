import { describe, expect, it } from 'vitest';
import { latencyWords, outcomeCounts } from '../../../console/page/pages/deliveries/charts/delivery-stats.ts';
import { durationInWords } from '../../../console/page/parts/words/duration.ts';
import type { LatencyPoint } from '../../../console/server/api/types.ts';

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

function point({
  at = 0,
  outcome = 'acknowledged',
  elapsedMs = 10,
}: Partial<LatencyPoint> & { at?: number }) {
  const endedAt = new Date(Date.parse('2026-03-10T00:00:00Z') + at).toISOString();
  return { seq: 1, n: 1, endedAt, elapsedMs, outcome, timeoutMs: 5000 };
}
