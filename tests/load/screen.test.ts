import { expect, it } from 'vitest';
import type { LoadTick } from '../../load/index.ts';
import { tickLine } from '../../load/screen.ts';

it("drops what does not fit on the terminal's line, and truncates no number", () => {
  const times = { p50: 1, p90: 2, p99: 900, p999: 950, max: 990 };
  const tick = {
    ...{ atMs: 65_000, intervalMs: 1000, sent: 1200, acknowledged: 1100, inFlight: 7, late: 3 },
    ...{ lagMs: times, ackMs: times, outcomes: { 200: 1100, timeout: 100 } },
  } as unknown as LoadTick;
  const whole = tickLine(tick);
  expect(whole).toBe(
    ' 1:05  1,200/s sent, 1,100/s acknowledged · ack p50 1.0 ms p99 900 ms · lag p99 900 ms · 200 ×1,100, timeout ×100 · 7 in flight, 3 late',
  );
  expect(tickLine(tick, 80)).toBe(' 1:05  1,200/s sent, 1,100/s acknowledged · ack p50 1.0 ms p99 900 ms');
});
