import { expect, it } from 'vitest';
import {
  generatedFor,
  repeatableStepsFor,
  sizeFor,
  stepsFor,
} from '../../../../suites/retry/sequences/size.ts';

it('gives a slow receiver fewer steps, and at least four', () => {
  expect([1, 100, 500, 5000].map((ackMs) => stepsFor(ackMs))).toEqual([2000, 20, 4, 4]);
  expect([500, 1000, 5000].map((ackMs) => stepsFor(ackMs, 3))).toEqual([12, 6, 4]);
});

it('gives cases whose number is given the same size unless acks take long', () => {
  expect([1, 20, 150, 300, 5000].map((ackMs) => repeatableStepsFor(ackMs))).toEqual([40, 40, 40, 20, 4]);
});

it('generates larger sequences if there are more steps, up to 19 PBXs', () => {
  expect(sizeFor(4, false)).toEqual({ pbxs: 1, intents: 2, withRestarts: false });
  expect(sizeFor(21, true)).toEqual({ pbxs: 4, intents: 10, withRestarts: true });
  expect(sizeFor(2000, false)).toEqual({ pbxs: 19, intents: 46, withRestarts: false });
});

it('generates as many sequences as fit into a twentieth of the time, and at least four', () => {
  const size = sizeFor(stepsFor(1), false);
  // 46 intents of 1.6 steps take 2 ms each, plus 150 ms: 297 ms.
  expect(generatedFor(size, 2, 60_000)).toBe(10);
  expect(generatedFor(size, 2, 30_000)).toBe(5);
  expect(generatedFor(size, 20, 60_000)).toBe(4);
});
