import { describe, expect, it } from 'vitest';
import { isBookkeeping } from '../../../runner/observation/bookkeeping.ts';
import { anything } from '../../../runner/observation/difference.ts';

describe('a value that may change without an effect', () => {
  it.each<[string, unknown, unknown]>([
    ['dids[1].id', 17, 18],
    ['version', 1, 2],
    ['row.updated_at', 'monday', 'tuesday'],
    ['appliedAt', 1795991451, 1795991460],
    ['lastSeen', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    ['lastSeen', 1_000_000_000, 1795991460],
    ['pbx.last_seen_at', '2026-11-29 22:30:31', '2026-11-29 22:31:02'],
    ['receivedAt', 1795991451, 1795991460],
    ['last_webhook_at', 1795991451000, 1795991460000],
    ['LastContact', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    // A time to the millisecond, whatever its name.
    ['when', '2026-11-29T22:30:31.123Z', '2026-11-29T22:31:02.456Z'],
    ['when', 1795991451123, 1795991460456],
    ['when', 1795991451.25, 1795991460.5],
    ['when', '2026-11-29T22:30:31.5Z', '2026-11-29T22:31:02.012Z'],
    ['received', 1, 2],
    ['stats.messagesReceived', 1, 2],
    ['duplicates_ignored', 0, 3],
    ['retryCount', 0, 1],
    ['numRequests', 9, 10],
    // Kept in memory, or not known before.
    ['lastSeen', null, '2026-11-29T22:31:02Z'],
    ['lastSeen', '2026-11-29T22:31:02Z', undefined],
    ['received', undefined, 1],
    ['lastSeen', anything, undefined],
  ])('is %s', (path, before, after) => {
    expect(isBookkeeping(path, before, after)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['applied', 1, 2],
    ['count', 1, 2],
    ['invoices', 1, 2],
    ['id.of', 1, 2],
    ['updateTime', 1795991451, 1795991460],
    ['didTime', 1795991451000, 1795991460000],
    ['when', '2026-11-29T22:30:31.000Z', '2026-11-29T22:31:02.000Z'],
    ['when', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02.456Z'],
    ['lastSeen', 'the first', 'the second'],
    ['lastSeen', 'did 1 at 2026-11-29T22:30:31Z', 'did 2 at 2026-11-29T22:31:02Z'],
    ['lastSeen', ['2026-11-29T22:30:31Z'], ['2026-11-29T22:31:02Z']],
    ['load', 1795991451.25, 0.5],
    ['received', 1, 'all'],
    ['version', undefined, 2],
    ['when', undefined, '2026-11-29T22:30:31.123Z'],
    ['received', undefined, { sn: '1' }],
    ['lastSeenDid', 1795991451, 1795991460],
    ['extensions', 1001, 1002],
    ['received', '1', '2'],
    ['received', 1.5, 2.5],
    ['received', [1], [1, 2]],
    ['skippedTo.did', 1, 2],
    ['dids[0].did', '1795991451', '1795991460'],
  ])('is not %s, from %j to %j', (path, before, after) => {
    expect(isBookkeeping(path, before, after)).toBe(false);
  });

  it('is decided in time proportional to the length of a name', () => {
    expect(isBookkeeping('x'.repeat(1_000_000), 1, 2)).toBe(false);
    expect(isBookkeeping(`${'x'.repeat(1_000_000)}.received`, 1, 2)).toBe(true);
  });
});
