import { describe, expect, it } from 'vitest';
import { isBookkeeping, isOfTheLook, saysLeftOut } from '../../../runner/observation/bookkeeping.ts';
import { anything } from '../../../runner/observation/difference.ts';

describe('a value that may change without an effect', () => {
  it.each<[string, unknown, unknown]>([
    ['dids[1].id', 17, 18],
    ['version', 1, 2],
    ['pbx.rowVersion', 1, 2],
    ['row.updated_at', 'monday', 'tuesday'],
    ['appliedAt', 1795991451, 1795991460],
    ['lastSeen', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    ['lastSeen', 1_000_000_000, 1795991460],
    ['pbx.last_seen_at', '2026-11-29 22:30:31', '2026-11-29 22:31:02'],
    ['receivedAt', 1795991451, 1795991460],
    ['last_webhook_at', 1795991451000, 1795991460000],
    ['lastUpdated', 1795991451, 1795991460],
    ['last_modified', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    ['lastEventAt', 1795991451, 1795991460],
    // As HTTP writes it, and two local formats.
    ['last_seen', 'Mon, 30 Nov 2026 02:28:14 GMT', 'Mon, 30 Nov 2026 02:28:15 GMT'],
    ['lastSeen', '11/30/2026, 2:28:14 AM', '11/30/2026, 2:28:15 AM'],
    ['lastSeen', '30.11.2026 02:28', '30.11.2026 02:29'],
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
    ['superseded', 0, 1],
    ['outOfOrder', 0, 3],
    ['deadLetters', 0, 3],
    ['malformed_count', 1, 2],
    ['stats.errors', 1, 2],
    ['out_of_order_count', 0, 3],
    ['numRequests', 9, 10],
    // About the look.
    ['freshness.capacityAgeSeconds', 40, 41],
    ['worker', 10521, 10522],
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
    ['lastSeen', 'Mon, 30 Nov 2026 02:28:14 GMT about did 1', 'Mon, 30 Nov 2026 02:28:15 GMT about did 2'],
    ['orders', 1, 2],
    ['messages', 1, 2],
    ['conversion', 1, 2],
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

describe('a value that changes without a message', () => {
  it.each<[string, unknown, unknown]>([
    ['serverTime', 1795991451, 1795991452],
    ['generatedAt', '2026-11-29T22:30:31Z', '2026-11-29T22:30:32Z'],
    ['meta.requestId', 'b7e1', '90aa'],
    ['meta.took', 5, 6],
    ['freshness.didsAgeSeconds', 86, 87],
    ['seconds_ago', 3, 4],
    ['worker', 10521, 10522],
    ['served_by', 'web-1', 'web-2'],
    ['age', '3 seconds', '4 seconds'],
    ['requests', 5, 6],
  ])('is about the look: %s', (path, before, after) => {
    expect(isOfTheLook(path, before, after)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['applied', 5, 6],
    ['usage', 5, 6],
    ['messages', 5, 6],
    ['name', 'b7e1', '90aa'],
    ['requestId', ['b7e1'], ['90aa']],
  ])('may be about the PBX: %s', (path, before, after) => {
    expect(isOfTheLook(path, before, after)).toBe(false);
  });
});

describe('an entry of a log', () => {
  it.each([
    { t: 1, outcome: 'ignored' },
    { status: 'Duplicate' },
    { report: 7, result: 'stale' },
    { sn: '36', error: 'invalid' },
    { status: 'failed' },
  ])('says that its message had no effect: %j', (entry) => {
    expect(saysLeftOut(entry)).toBe(true);
  });

  it.each([
    { outcome: 'applied' },
    { status: 'received' },
    { trunkName: 'Late Night Support' },
    { ignored: 1 },
    { outcome: null },
    'ignored',
    ['ignored'],
    null,
  ])('does not say so: %j', (entry) => {
    expect(saysLeftOut(entry)).toBe(false);
  });
});
