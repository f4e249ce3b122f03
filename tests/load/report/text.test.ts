import { expect, it } from 'vitest';
import { loadLimitInWords } from '../../../load/report/text.ts';

const why = 'all 8 connections were waiting';

it.each([
  ['nothing', 50, undefined],
  ['nothing', 'max', undefined],
  ['tool', 50, `some messages were sent late or not at all: ${why}`],
  ['connections', 50, `some messages were sent late or not at all: ${why}`],
  ['tool', 'max', `limited by Hookswitch: ${why}`],
  ['connections', 'max', undefined],
] as const)('a rate limited by %s at %s per second', (limitedBy, requestedPerSecond, words) => {
  expect(loadLimitInWords({ limitedBy, limitedByWhy: why, requestedPerSecond })).toBe(words);
});
