import { describe, expect, it } from 'vitest';
import { isBookkeeping, isOfTheLook, saysLeftOut } from '../../../runner/observation/bookkeeping.ts';
import { anything } from '../../../runner/observation/difference.ts';

describe('a value that may change without an effect', () => {
  it.each<[string, unknown, unknown]>([
    ['dids[1].id', 17, 18],
    ['version', 1, 2],
    ['pbx.rowVersion', 1, 2],
    ['metadata.resourceVersion', '1232', '1301'],
    ['hits[0]._version', 1, 4],
    ['lock_version', 1, 2],
    ['_etag', '"a1"', '"b2"'],
    ['ETag', '"a1"', '"b2"'],
    ['kvs[0].mod_revision', 5, 6],
    ['ModifyIndex', 5, 6],
    ['rows[0].ctid', '(0,5)', '(0,6)'],
    ['ORA_ROWSCN', 123, 125],
    ['SystemModstamp', '2026-11-29T22:30:31.000+0000', '2026-11-29T22:31:02.000+0000'],
    // The name of a type comes after that of the value.
    ['lastModified.$date', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    ['Item.version.N', '1', '2'],
    ['fields.updatedAt.timestampValue', 'monday', 'tuesday'],
    ['updated', '5 seconds ago', '6 seconds ago'],
    ['updated', 'just now', 'a minute ago'],
    ['reported', 'in 9 seconds', 'in 8 seconds'],
    ['geändert', 'vor ein paar Sekunden', 'vor einer Minute'],
    ['doc._rev', '1-a1', '2-b2'],
    ['dids[0].row_id', 1, 2],
    ['capacity.messageId', 'a1', 'b2'],
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
    // As HTTP writes it, and local formats.
    ['last_seen', 'Mon, 30 Nov 2026 02:28:14 GMT', 'Mon, 30 Nov 2026 02:28:15 GMT'],
    ['lastSeen', '11/30/2026, 2:28:14 AM', '11/30/2026, 2:28:15 AM'],
    ['lastSeen', '30.11.2026 02:28', '30.11.2026 02:29'],
    ['lastSeen', '1. März 2026 um 02:28:14', '1. März 2026 um 02:28:15'],
    ['lastSeen', 'November 30, 2026 at 2:28 AM', 'November 30, 2026 at 2:29 AM'],
    ['LastContact', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02Z'],
    // A time to the millisecond, whatever its name.
    ['when', '2026-11-29T22:30:31.123Z', '2026-11-29T22:31:02.456Z'],
    ['when', 1795991451123, 1795991460456],
    ['when', 1795991451.25, 1795991460.5],
    ['when', '2026-11-29T22:30:31.5Z', '2026-11-29T22:31:02.012Z'],
    ['lastResult', 'applied', 'duplicate'],
    ['sync.last_outcome', 'stale report', 'applied'],
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
    ['lastDelivery.bytes', 310, 312],
    ['pbx.last_request.remote.port', 50_412, 50_418],
    ['lastAttempt.applied', true, false],
    ['lastDelivery', { id: 'a1', from: { port: 50_412 } }, undefined],
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
    ['didId', '1', '2'],
    ['invoice_id', 1, 2],
    ['updateTime', 1795991451, 1795991460],
    ['didTime', 1795991451000, 1795991460000],
    ['when', '2026-11-29T22:30:31.000Z', '2026-11-29T22:31:02.000Z'],
    ['when', '2026-11-29T22:30:31Z', '2026-11-29T22:31:02.456Z'],
    ['lastSeen', 'the first', 'the second'],
    ['lastSeen', 'Mon, 30 Nov 2026 02:28:14 GMT about did 1', 'Mon, 30 Nov 2026 02:28:15 GMT about did 2'],
    ['lastResult', 'applied', 'removed'],
    ['result', 'applied', 'duplicate'],
    ['lastInvalid', 1, 'x'],
    ['orders', 1, 2],
    ['N', '1', '2'],
    ['did.N', '1', '2'],
    ['$date', 'monday', 'tuesday'],
    ['status', 'in progress', 'in review'],
    ['capacityUpdated', 'never', 'just now'],
    ['messages', 1, 2],
    ['conversion', 1, 2],
    ['lastSeen', 'did 1 at 2026-11-29T22:30:31Z', 'did 2 at 2026-11-29T22:31:02Z'],
    ['lastSeen', ['2026-11-29T22:30:31Z'], ['2026-11-29T22:31:02Z']],
    ['lastDelivery.did', '1', '2'],
    ['dids[0].trunkName', 'vor Ort', 'vor Anker'],
    ['lastRequest.body', { sn: '1' }, { sn: '2' }],
    ['lastRequest', { from: 'a', body: [{ did: '1' }] }, undefined],
    ['lastReport.status', 'a', 'b'],
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
    ['platform.load', 0.74, 0.02],
    ['cpu', 1.5, 1],
    ['unchangedFor', 'PT59S', 'PT1M'],
    ['quiet', '00:00:03', '00:00:04'],
    ['uptime', '1h 59m', '2h'],
    ['since', '59 seconds', '1 min 0 s'],
  ])('is about the look: %s', (path, before, after) => {
    expect(isOfTheLook(path, before, after)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['applied', 5, 6],
    ['usage', 5, 6],
    ['messages', 5, 6],
    ['applied', '5 did_change', '6 did_change'],
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
    '2026-11-29 22:30:31 INFO duplicate ignored',
    '[2026-11-29T22:30:31Z] stale report',
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
    '2026-11-29 22:30:31 applied',
    'Late Night Support since 2026-11-29 22:30:31',
    ['ignored'],
    null,
  ])('does not say so: %j', (entry) => {
    expect(saysLeftOut(entry)).toBe(false);
  });
});
