import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GroupCommit } from '../../../simulator/journal/group-commit.ts';

/** The commits of each turn. */
function recording(maxItems?: number) {
  const commits: (readonly number[])[] = [];
  const group = new GroupCommit<number>((items) => commits.push(items), maxItems);
  return { commits, group };
}

test('commits everything added in one turn together, and nothing else', async () => {
  const { commits, group } = recording();
  const added = [group.add([1]), group.add([2, 3]), group.add([])];
  expect(commits).toEqual([]);
  await Promise.all(added);
  await group.add([4]);
  await nextTurn();
  expect(commits).toEqual([[1, 2, 3], [4]]);
});

test('leaves items above the limit to the next turns, and never splits one call', async () => {
  const { commits, group } = recording(4);
  const turns: number[] = [];
  const added = [[1, 2], [3, 4], [5], [6, 7, 8, 9, 10], [11]].map(async (items) => {
    await group.add(items);
    turns.push(commits.length);
  });
  await Promise.all(added);
  expect(commits).toEqual([[1, 2, 3, 4], [5], [6, 7, 8, 9, 10], [11]]);
  expect(turns).toEqual([1, 1, 2, 3, 4]);
});

test('commits a thousand items a turn by default', async () => {
  const { commits, group } = recording();
  await Promise.all(Array.from({ length: 1001 }, (_, n) => group.add([n])));
  expect(commits.map(({ length }) => length)).toEqual([1000, 1]);
});

test('refuses everything after a failed commit, including items waiting for a later turn', async () => {
  let tries = 0;
  const group = new GroupCommit<number>(() => {
    tries += 1;
    throw new RangeError('full');
  }, 1);
  const added = await Promise.allSettled([group.add([1]), group.add([2])]);
  added.push(...(await Promise.allSettled([group.add([3])])));
  await nextTurn();
  expect(added).toEqual(
    Array.from({ length: 3 }, () => ({ status: 'rejected', reason: new RangeError('full') })),
  );
  expect(tries).toBe(1);
});
