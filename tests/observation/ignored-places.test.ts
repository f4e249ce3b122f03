import { expect, it } from 'vitest';
import { IgnoredPlaces } from '../../observation/ignored-places.ts';

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
