import { describe, expect, it } from 'vitest';
import { isLaterTime } from '../../../runner/observation/times.ts';

describe('a later time', () => {
  it.each([
    ['2026-11-29T22:30:31Z', '2026-11-29T22:30:32Z'],
    ['2026-11-29T22:30:31.000Z', '2026-11-29T22:30:31.270Z'],
    ['2026-11-29 22:30:31', '2026-11-29 22:31:02'],
    [1795991451, 1795991460],
    [1795991451000, 1795991460000],
  ])('is %j after %j', (before, after) => {
    expect(isLaterTime(before, after)).toBe(true);
    expect(isLaterTime(after, before)).toBe(false);
  });

  it.each([
    [1, 2],
    [1795991451, 1796991451],
    [null, '2026-11-29T22:30:32Z'],
    ['2026-11-29T22:30:31Z', '2026-12-29T22:30:31Z'],
    ['did 1 at 2026-11-29T22:30:31Z', 'did 1 at 2026-11-29T22:30:32Z'],
  ])('is nothing else, such as %j and %j', (before, after) => {
    expect(isLaterTime(before, after)).toBe(false);
  });
});
