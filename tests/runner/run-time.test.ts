import { describe, expect, it } from 'vitest';
import { cannotTell } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import type { Rule } from '../../runner/rule.ts';
import { defaultSettings } from '../../simulator/index.ts';
import { ownRule } from './own-rules.ts';
import { budgetOf, runThese } from './run-parts.ts';
import { stateOfRun } from './state-of-run.ts';

const runOutOfTime = () => cannotTell({ reasonCode: 'out-of-time', budgetMs: 1 });

/** Rules that record how much time they have (ms), each time that they are tried. */
function timedRules() {
  const leftMs = new Map<string, number[]>();
  const timed = (name: string, parts: Partial<Rule> = {}, act = (_ctx: RuleContext, _trial: number) => {}) =>
    ownRule(
      name,
      async (ctx) => {
        const times = [...(leftMs.get(name) ?? []), ctx.run.leftMs()];
        leftMs.set(name, times);
        act(ctx, times.length);
      },
      { runs: 'alone', ...parts },
    );
  /** It needs more time than it has at first. */
  const hurried = (name: string, parts: Partial<Rule> = {}) =>
    timed(name, parts, (_ctx, trial) => {
      if (trial === 1) runOutOfTime();
    });
  return { timed, hurried, of: (name: string) => leftMs.get(name) ?? [] };
}

// Every run here has 600 s.
describe('the time of a rule', () => {
  it('is its share of what earlier rules left', async () => {
    const { timed, of } = timedRules();
    await runThese([timed('first'), timed('second'), timed('third')]);
    expect(of('first')[0]).toBeLessThanOrEqual(200_000);
    expect(of('second')[0]).toBeLessThanOrEqual(300_000);
    expect(of('third')[0]).toBeGreaterThan(400_000);
  });

  it('is three timeouts of the receiver, even if its share is shorter', async () => {
    const { timed, of } = timedRules();
    const state = stateOfRun({ settings: { ...defaultSettings, timeoutSeconds: 100 } });
    const rules = Array.from({ length: 30 }, (_, n) => timed(`rule-${n}`));
    await runThese(rules, { state });
    expect(of('rule-0')[0]).toBeGreaterThan(200_000);
    expect(of('rule-0')[0]).toBeLessThanOrEqual(300_000);
  });
});

describe('a rule that ran out of its time', () => {
  it('is tried again after all others, with all the time that is left', async () => {
    const { timed, hurried, of } = timedRules();
    const results = await runThese([hurried('hurried'), timed('other')]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    expect(of('hurried')).toHaveLength(2);
    expect(of('hurried')[1]).toBeGreaterThan(400_000);
  });

  it('shares that time with others that are as binding, but not with less binding ones', async () => {
    const { hurried, of } = timedRules();
    await runThese([hurried('one'), hurried('two'), hurried('optional', { level: 'may' })]);
    expect(of('one')[1]).toBeLessThanOrEqual(300_000);
    expect(of('two')[1]).toBeGreaterThan(400_000);
  });

  it('keeps its result and its evidence if the time of the run is over too', async () => {
    const budget = budgetOf(600_000);
    const { timed, of } = timedRules();
    const rule = timed('slow', {}, (ctx) => {
      ctx.note('half of it was tried');
      budget.endsAt = 0;
      runOutOfTime();
    });
    const [result] = await runThese([rule], { budget });
    expect(result).toMatchObject({ verdict: 'inconclusive', reasonCode: 'out-of-time' });
    expect(result?.evidence.notes).toEqual(['half of it was tried']);
    expect(of('slow')).toHaveLength(1);
  });
});
