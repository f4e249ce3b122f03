import { describe, expect, it } from 'vitest';
import { FailingWatch } from '../../load/failing-watch.ts';
import type { LoadTick } from '../../load/index.ts';

describe('the monitor for a failing receiver', () => {
  const tick = (outcomes: Record<string, number>, acknowledged: number, refused = 0) =>
    ({ atMs: 1000, outcomes, acknowledged, total: { forged: { refused } } }) as unknown as LoadTick;

  it('reports when more than the allowed share of the latest attempts fail', () => {
    const watch = new FailingWatch(0.2);
    expect(watch.see(tick({ 200: 80, 503: 20 }, 80))).toBeUndefined();
    expect(watch.see(tick({ 200: 79, timeout: 21 }, 79))).toMatch(/stopped after 1 s: 21%.*--abort-on/);
  });

  it('expects forgeries to be refused, and ignores a small number of attempts', () => {
    const watch = new FailingWatch(0.1);
    expect(watch.see(tick({ 200: 50, 401: 50 }, 50, 50))).toBeUndefined();
    expect(watch.see(tick({ 200: 50, 401: 50 }, 50, 100))).toBeUndefined();
    expect(new FailingWatch(0).see(tick({ ECONNRESET: 19 }, 0))).toBeUndefined();
  });

  it('forgets old attempts', () => {
    const watch = new FailingWatch(0.2);
    watch.see(tick({ 200: 90, 503: 10 }, 90));
    for (let n = 0; n < 5; n += 1) expect(watch.see(tick({ 200: 20 }, 20))).toBeUndefined();
    expect(watch.see(tick({ 200: 15, 503: 5 }, 15))).toBeUndefined();
  });
});
