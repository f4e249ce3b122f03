import { expect, it } from 'vitest';
import { updateTimesIn } from '../../../runner/evidence/update-times.ts';
import type { AttemptRecord } from '../../../schemas/generated/types.ts';

const attempt = (n: number, sn: string, updateTime: number, fault?: string) =>
  ({
    n,
    ...(fault && { fault }),
    request: { body: { text: JSON.stringify([{ event: 'did_change', sn, updateTime }]), truncated: false } },
  }) as unknown as AttemptRecord;

it('shows the times of a report that is older than one sent before, as sent and in local time', () => {
  const all = [
    attempt(1, '36A', 1773110920),
    attempt(2, '36B', 1773110930),
    attempt(3, '36A', 1773110950, 'wrong-secret'),
    attempt(4, '36A', 1773110910),
    attempt(5, '36A', 1773110960),
  ];
  // 1773110920 is 2026-03-10 02:48:40 UTC (date -u -d @1773110920). The day may differ in other time zones.
  expect(updateTimesIn(all)).toMatch(
    /^updateTime of attempt 1: 1773110920 \(2026-03-\d\d \d\d:\d\d:40 GMT.*\); of attempt 4, sent later: 1773110910 \(.*:30 GMT.*\)$/,
  );
  expect(updateTimesIn(all.slice(0, 3))).toBeUndefined();
  expect(updateTimesIn([])).toBeUndefined();
});
