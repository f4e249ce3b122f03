import { describe, expect, it } from 'vitest';
import { type Ignoring, matches, split } from '../../observation/ignored.ts';
import { IgnoredPlaces } from '../../observation/ignored-places.ts';
import type { Json } from '../../observation/json.ts';

const nothing: Ignoring = { declared: [], checked: [], content: new Set(), noise: new Set() };
const kept = (state: Json, ignoring: Partial<Ignoring> = {}) => split(state, { ...nothing, ...ignoring });

describe('a pattern', () => {
  it.each<[pattern: string, place: string]>([
    ['tally', 'tally'],
    ['tally', 'stats.tally'],
    ['updatedAt', 'row.updated_at'],
    ['UPDATED-AT', 'updatedAt'],
    ['*Count', 'skipped_count'],
    ['last*at', 'lastMessageAt'],
    ['stats.*', 'stats.tally'],
    ['*.tally', 'stats.tally'],
    ['dids.rev', 'dids.rev'],
    ['dids[].rev', 'dids.rev'],
    ['__v', '__v'],
    ['_id', 'id'],
  ])('%s matches %s', (pattern, place) => {
    expect(matches(pattern, place, place.split('.').at(-1) ?? '')).toBe(true);
  });

  it.each<[pattern: string, place: string]>([
    ['tally', 'tallies'],
    ['dids.rev', 'rev'],
    ['dids.rev', 'pbx.dids.rev'],
    ['stats.*', 'stats'],
    ['stats.*', 'stats.a.b'],
    ['a*a', 'a'],
    ['__v', 'v'],
  ])('%s does not match %s', (pattern, place) => {
    expect(matches(pattern, place, place.split('.').at(-1) ?? '')).toBe(false);
  });
});

describe('a state', () => {
  it('is compared without the ids, versions and times of rows', () => {
    const row = { _id: 'a', lock_version: 1, updated_at: 'monday', dids: [{ id: 7, did: '1' }] };
    const { state, left } = kept(row);
    expect(state).toEqual({ dids: [{ did: '1' }] });
    expect(left.map(({ place }) => place)).toEqual(['_id', 'lock_version', 'updated_at', 'dids.id']);
  });

  it.each<[string, Json]>([
    ['the time of the report', { updateTime: 1 }],
    ['an id of the vendor', { didId: '1' }],
    ['a count that may be of what was applied', { applied: 1, count: 2, total: 3, events: 4 }],
    ['a name that only contains one of the table', { template: 1, related: 2, valid: true }],
    ['a flag named like a count', { failed: true, rejected: 'no' }],
    ['an object with what a message says', { received: { dids: [], extensions: '5' } }],
    ['a list of rows, whatever its name', { version: [{ did: '1' }] }],
    ['a value without a name', ['a', 1]],
  ])('is compared with %s', (_what, state) => {
    expect(kept(state).state).toEqual(state);
  });

  it.each<[string, Json]>([
    ['counts of what arrived', { messagesReceived: 4, rejectedCount: 1, outOfOrder: 2, duplicates: 3 }],
    ['logs of what arrived', { log: ['applied', 'ignored'], deadLetters: [], audit_trail: [{ did: '1' }] }],
    ['values of the look', { requestId: 'a', took_ms: 5, worker: 3, ageSeconds: 9, uptime: 1 }],
    ['a typed value', { version: { N: '2' }, lastSeen: { $date: 'monday' } }],
    ['what is known of the last message', { lastResult: 'stale', lastDelivery: { id: 'a' } }],
  ])('is compared without %s', (_what, state) => {
    expect(kept(state).state).toEqual({});
  });

  it('is compared with the values of the JSON in a text', () => {
    const column = (did: string) => JSON.stringify({ updated_at: 1, did });
    expect(kept({ row: column('1') }).state).toEqual({ row: { did: '1' } });
    expect(kept({ row: '{"did": "1"}' }).state).toEqual({ row: '{"did": "1"}' });
    expect(kept({ row: '{"id": 1' }).state).toEqual({ row: '{"id": 1' });
  });

  it('is compared with a default name that the user wants checked, or that holds content', () => {
    const state = { version: 1, dids: [{ id: '9', version: 2 }] };
    expect(kept(state, { checked: ['dids.version'] }).state).toEqual({ dids: [{ version: 2 }] });
    expect(kept(state, { content: new Set(['dids.id']) }).state).toEqual({ dids: [{ id: '9' }] });
  });

  it('is compared without what the user declared, even a list or a name to check', () => {
    const { state, left } = kept(
      { tally: [1], version: 2 },
      { declared: ['tally', 'v*'], checked: ['version'] },
    );
    expect(state).toEqual({});
    expect(left.map(({ by }) => by)).toEqual([{ declared: 'tally' }, { declared: 'v*' }]);
  });

  it('is compared without noise at exactly this place', () => {
    const { state } = kept({ busy: 1, pbx: { busy: 2 } }, { noise: new Set(['busy']) });
    expect(state).toEqual({ pbx: { busy: 2 } });
  });
});

it('notes which default names hid a difference between two looks at a PBX', () => {
  const ignored = new IgnoredPlaces();
  ignored.look('A', { version: 1, id: 7, dids: [{ rev: 1 }, { rev: 2 }] });
  ignored.look('B', { version: 2, id: 8, dids: [{ rev: 1 }, { rev: 9 }] });
  expect([...ignored.hidden]).toEqual([]);
  ignored.look('A', { version: 2, id: 7, dids: [{ rev: 1 }, { rev: 3 }] });
  expect([...ignored.hidden]).toEqual(['version', 'dids.rev']);
});

it('names declared patterns that never matched', () => {
  const ignored = new IgnoredPlaces({ observeIgnore: ['tally', 'tolly', 'stats.*'] });
  ignored.look('A', { tally: 1 });
  expect(ignored.unmatched).toEqual(['tolly', 'stats.*']);
  ignored.look('B', { stats: { n: 1 } });
  expect(ignored.unmatched).toEqual(['tolly']);
});
