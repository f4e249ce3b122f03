import { expect, test } from 'vitest';
import { Queue } from '../../../load/engine/queue.ts';

test('a queue returns the oldest entry first, however many have passed through it', () => {
  const queue = new Queue<number>();
  expect([queue.size, queue.first, queue.shift(), queue.size]).toEqual([0, undefined, undefined, 0]);
  let [put, taken] = [0, 0];
  for (let round = 0; round < 4000; round += 1) {
    for (let n = 0; n < (round < 2000 ? 2 : 0); n += 1) queue.push(put++);
    expect(queue.first).toBe(taken);
    expect(queue.shift()).toBe(taken++);
    expect(queue.size).toBe(put - taken);
  }
  expect(queue.shift()).toBeUndefined();
});
