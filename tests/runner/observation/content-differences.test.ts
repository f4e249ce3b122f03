import { describe, expect, it } from 'vitest';
import {
  contentDifferences,
  differencesButArrival,
} from '../../../runner/observation/content-differences.ts';

describe('the content of a state', () => {
  const row = (id: string, version: number, at: string) => ({
    id,
    lock_version: version,
    dids: [{ _id: id, did: '1', updatedAt: at }],
    updated_at: at,
  });

  it('is the same if a database only wrote the same row again', () => {
    expect(contentDifferences(row('a', 1, 'monday'), row('b', 2, 'tuesday'))).toEqual([]);
  });

  it('is the same if a checksum covers a version or a time that changed', () => {
    const doc = (rev: string, version: number, hash: string) => ({
      _rev: rev,
      checksum: hash,
      row: { version, row_hash: hash },
    });
    expect(contentDifferences(doc('1-a1', 1, 'a1'), doc('2-b2', 2, 'b2'))).toEqual([]);
  });

  it('is the same if a total grows by as much as what was left out', () => {
    const counts = (total: number, ignored: number, stale = 0) => ({ reports: { total, ignored, stale } });
    expect(contentDifferences(counts(1, 0), counts(4, 2, 1))).toEqual([]);
    expect(contentDifferences(counts(1, 0), counts(4, 2))).toHaveLength(1);
    const both = { applied: 1, ignored: 0 };
    expect(contentDifferences(both, { applied: 2, ignored: 1 })).toHaveLength(1);
    expect(contentDifferences({ a: { total: 1 }, skipped: 0 }, { a: { total: 2 }, skipped: 1 })).toHaveLength(
      1,
    );
  });

  it('is that of the JSON in a text', () => {
    const column = (at: number, did: string) => ({ row: JSON.stringify({ updated_at: at, did }) });
    expect(contentDifferences(column(1, '1'), column(2, '1'))).toEqual([]);
    const changed = { path: 'row.did', expected: '1', actual: '2' };
    expect(contentDifferences(column(1, '1'), column(2, '2'))).toEqual([changed]);
    expect(contentDifferences({ name: '{"id": 1}' }, { name: '{"id": 1' })).toHaveLength(1);
  });

  it.each([
    ['a count', { count: 1 }, { count: 2 }],
    ['the time of the report', { updateTime: 1 }, { updateTime: 2 }],
    ['an id of the vendor', { didId: '1' }, { didId: '2' }],
    ['a checksum of the same row', { version: 1, checksum: 'a1' }, { version: 1, checksum: 'b2' }],
    [
      'a checksum in another object',
      { one: { version: 1 }, other: { hash: 1 } },
      { one: { version: 2 }, other: { hash: 2 } },
    ],
    ['a list of checksums', { version: 1, hash: ['a1'] }, { version: 2, hash: ['b2'] }],
    ['a row that was added', { rows: [{ id: 1 }] }, { rows: [{ id: 1 }, { id: 2 }] }],
    ['a version that appears', {}, { version: 1 }],
    ['a version that disappears', { version: 1 }, {}],
  ])('differs in %s', (_what, before, after) => {
    expect(contentDifferences(before, after)).toHaveLength(1);
  });
});

describe('what differs in content', () => {
  const log = (...outcomes: string[]) => ({ pbx: { log: outcomes.map((outcome) => ({ outcome })) } });

  it('leaves out entries of a log that say that their message had no effect', () => {
    expect(contentDifferences(log('applied'), log('applied', 'ignored', 'stale'))).toEqual([]);
    expect(contentDifferences(log('ignored', 'applied'), log('applied', 'ignored'))).toEqual([]);
  });

  it('is any other entry', () => {
    const added = { path: 'pbx.log[1]', expected: undefined, actual: { outcome: 'applied' } };
    expect(contentDifferences(log('applied'), log('applied', 'ignored', 'applied'))).toEqual([added]);
  });
});

describe('what differs after a message that reports nothing newer', () => {
  const heard = (second: number, count = 1) => ({
    heard: new Date(1_795_991_451_000 + 1000 * second),
    count,
  });

  it('leaves out the time of its arrival, which no other message may change', () => {
    const [before, after] = [heard(0), heard(9)].map((one) => JSON.parse(JSON.stringify(one)));
    expect(differencesButArrival(before, after)).toEqual([]);
    expect(contentDifferences(before, after)).toHaveLength(1);
  });

  it('is any other value, and an earlier time', () => {
    const [before, after] = [heard(9), heard(0, 2)].map((one) => JSON.parse(JSON.stringify(one)));
    expect(differencesButArrival(before, after).map(({ path }) => path)).toEqual(['heard', 'count']);
  });
});
