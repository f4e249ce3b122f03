import { describe, expect, it } from 'vitest';
import { budgetFrom, burstSizeFor, isTight, rulesAtOnce, turnOf } from '../../runner/budget.ts';
import { inSimulatedTime } from '../../time/index.ts';
import { ownRule } from './own-rules.ts';

const rule = (level: 'must' | 'should' | 'may') => ownRule(level, async () => {}, { level });
const group = (weight: number, ...levels: ('must' | 'should' | 'may')[]) => ({
  rules: levels.map(rule),
  weight,
});

describe('the budget of a check', () => {
  it('is one minute, ten minutes when thorough, or as given', () => {
    expect(budgetFrom(1000, {})).toEqual({ totalMs: 60_000, endsAt: 61_000, longestMs: 180_000 });
    expect(budgetFrom(1000, { thorough: true })).toEqual({ totalMs: 600_000, endsAt: 601_000 });
    expect(budgetFrom(1000, { thorough: true, budgetMs: 5000 })).toEqual({ totalMs: 5000, endsAt: 6000 });
  });

  const fast = { ackMs: 2, eachMs: 1, queueMs: 1 };
  const oneByOne = { ackMs: 400, eachMs: 400, queueMs: 400 };
  /** Looks and effects that take this long (ms) on average. */
  const shown = (lookMs = 2, effectMs = lookMs) => ({
    looks: { count: 10, totalMs: 10 * lookMs },
    effects: { count: 2, totalMs: 2 * effectMs },
  });

  it.each([
    ['a fast receiver', { pace: fast, ...shown() }, undefined, false],
    ['a receiver that serves one message at a time', { pace: oneByOne, ...shown() }, undefined, true],
    [
      'a receiver that waits for a service, and serves many messages',
      { pace: { ackMs: 4000, eachMs: 20, queueMs: 0 }, ...shown() },
      undefined,
      true,
    ],
    ['a receiver 20 ms away', { pace: { ...fast, ackMs: 20 }, ...shown(20) }, undefined, false],
    ['a receiver 100 ms away', { pace: { ...fast, ackMs: 100 }, ...shown(100) }, undefined, true],
    ['a slow observer', { pace: fast, ...shown(470) }, undefined, true],
    ['effects that show late', { pace: fast, ...shown(2, 2000) }, undefined, true],
    ['a low rate', { pace: fast, ...shown() }, 10, true],
    ['a high rate', { pace: fast, ...shown() }, 1000, false],
  ])('is tight or not, depending on what makes the check wait: %s', (_what, waits, rate, expected) => {
    expect(isTight({ totalMs: 60_000, endsAt: 0 }, waits, rate)).toBe(expected);
  });

  it('is not tight once it is long enough', () => {
    expect(isTight({ totalMs: 600_000, endsAt: 0 }, { pace: oneByOne, ...shown() })).toBe(false);
  });
});

describe('the time for a group of rules', () => {
  const budget = { totalMs: 60_000, endsAt: 60_000 };

  it('is its share of the remaining time', () => {
    const groups = [group(3, 'must'), group(1, 'must')];
    expect(turnOf(groups, 20_000, budget, 0)).toEqual({ startsAt: 20_000, endsAt: 50_000 });
    expect(turnOf(groups.slice(1), 30_000, budget, 0)).toEqual({ startsAt: 30_000, endsAt: 60_000 });
  });

  it('leaves nothing for less binding rules, and their share for more binding ones', () => {
    expect(turnOf([group(1, 'must'), group(1, 'should')], 0, budget, 0).endsAt).toBe(60_000);
    expect(turnOf([group(1, 'should'), group(1, 'must', 'may')], 0, budget, 0).endsAt).toBe(30_000);
  });

  it('is long enough for a slow receiver, but not longer than the budget', () => {
    const groups = [group(1, 'must'), group(19, 'must')];
    expect(turnOf(groups, 20_000, budget, 6000).endsAt).toBe(26_000);
    expect(turnOf(groups, 58_000, budget, 6000).endsAt).toBe(60_000);
  });

  it('ends before a twentieth of the budget that is kept for rules that run last', () => {
    const last = { rules: [ownRule('last', async () => {}, { runs: 'last' })], weight: 1 };
    expect(turnOf([group(1, 'must'), last], 20_000, budget, 60_000).endsAt).toBe(57_000);
    expect(turnOf([group(6, 'must'), last], 20_000, budget, 0).endsAt).toBe(57_000);
    expect(turnOf([last], 58_000, budget, 60_000).endsAt).toBe(60_000);
  });

  it('is over as soon as the budget is', () => {
    expect(turnOf([group(1, 'must')], 70_000, budget, 6000)).toEqual({ startsAt: 70_000, endsAt: 70_000 });
  });
});

describe('a concurrent burst', () => {
  it('has full size for a concurrent receiver', () => {
    expect(burstSizeFor(100, { ackMs: 4000, eachMs: 60, queueMs: 0 }, 5000)).toBe(100);
  });

  it('is just large enough to make a sequential receiver late', () => {
    expect(burstSizeFor(100, { ackMs: 400, eachMs: 400, queueMs: 400 }, 5000)).toBe(19);
    expect(burstSizeFor(100, { ackMs: 2, eachMs: 1, queueMs: 1 }, 5000)).toBe(100);
  });
});

describe('the number of rules at the same time', () => {
  it.each([
    ['is limited for a fast receiver', { ackMs: 2, eachMs: 1, queueMs: 1 }, undefined, 64],
    [
      'is that which keeps a receiver busy that serves one message at a time',
      { ackMs: 250, eachMs: 50, queueMs: 50 },
      undefined,
      10,
    ],
    ['is that which uses a rate', { ackMs: 50, eachMs: 1, queueMs: 1 }, 20, 6],
    ['is at least 3', { ackMs: 2, eachMs: 1, queueMs: 1 }, 1, 3],
  ])('%s', (_what, pace, rate, expected) => {
    expect(rulesAtOnce(pace, rate)).toBe(expected);
  });

  it('is one in simulated time', () =>
    inSimulatedTime(Math.random, async () => {
      expect(rulesAtOnce({ ackMs: 2, eachMs: 1, queueMs: 1 })).toBe(1);
    }));
});
