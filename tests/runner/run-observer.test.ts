import { describe, expect, it } from 'vitest';
import { cannotTell, expectSameState, fail } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import type { Rule } from '../../runner/rule.ts';
import type { RunEvent } from '../../runner/run-event.ts';
import { application, ownRule, sleep } from './own-rules.ts';
import { learnedWith, observerWith, runThese } from './run-parts.ts';
import { stateOfRun, withParts } from './state-of-run.ts';
import { withRun } from './watching/run-with.ts';

const needs = ['observer'] as const;
const looksAt = (sn: string) => async (ctx: RuleContext) => void (await ctx.observe(sn));
const sends = ownRule('sends', async () => {});
const looks = ownRule('looks', looksAt('own'), { needs });
const looksAlone = ownRule('looks-alone', looksAt('own'), { needs, runs: 'alone' });

/** An observer that records which PBXs were looked at. */
function countingObserver(show: (sn: string, nth: number) => unknown = () => null) {
  const looked: string[] = [];
  const observer = observerWith((sn) => show(sn, looked.push(sn)));
  return { observer, looksAt: (sn: string) => looked.filter((one) => one === sn).length, looked };
}

describe('a run with an observer', () => {
  it('does not look at any state if no rule does', async () => {
    const { observer, looked } = countingObserver();
    const resting = { ...learnedWith().resting, since: performance.now() };
    const state = stateOfRun({ observer, learned: learnedWith({ resting }), settleMs: 1000 });
    await runThese([ownRule('sends', () => sleep(60)), ownRule('alone', async () => {}, { runs: 'alone' })], {
      state,
    });
    expect(looked).toEqual([]);
  });

  it('looks at a control PBX before each group that looks, and beside each look', async () => {
    const { observer, looksAt: countOf } = countingObserver();
    const counts: number[] = [];
    const first = ownRule('first', async () => void counts.push(countOf('resting')), { needs });
    await runThese([first, looksAlone], { state: stateOfRun({ observer, learned: learnedWith() }) });
    expect(counts[0]).toBeGreaterThan(0);
    // Once before the second group, and once beside its look.
    expect(countOf('resting')).toBe((counts[0] ?? 0) + 2);
  });

  it.each([
    ['after the rules that send', false],
    ['beside them, if time is tight', true],
  ])('does not run rules that look if its states change by themselves: %s', async (_when, isTight) => {
    const { observer } = countingObserver((_sn, nth) => nth);
    const state = stateOfRun({ observer, learned: learnedWith() });
    const results = await runThese([sends, looks], { state, isTight });
    expect(results.map(({ reasonCode, verdict }) => reasonCode ?? verdict)).toEqual([
      'pass',
      'observer-unstable',
    ]);
  });

  it('expects calls to the downstream service to come at any time', async () => {
    const { observer } = countingObserver((_sn, nth) => nth);
    const calls = { ...observer, option: 'downstreamPort', showsState: false } as const;
    const state = stateOfRun({ observer: calls, learned: learnedWith() });
    expect(await runThese([looks], { state })).toMatchObject([{ verdict: 'pass' }]);
  });

  it('waits for later steps that it saw while other rules ran, if it cannot confirm them', async () => {
    const rejecting = application({ statusOf: () => 503 });
    const seen = await withRun({ ...rejecting, observe: () => 'done' }, async (run) => {
      const observer = observerWith(() => 'done');
      const resting = { sn: 'resting', state: 'pending', since: performance.now(), isAbsent: false };
      const state = withParts(run, { observer, learned: learnedWith({ resting }), settleMs: 250 });
      await runThese([sends, looks], { state });
      return state.seen;
    });
    expect(seen.pauseMs).toBeGreaterThan(0);
  });
});

describe('before rules look', () => {
  it.each<[sent: number, what: string, rules: readonly Rule[], showsEffects: boolean]>([
    [1, 'others may have caused a backlog', [sends, looks], true],
    [0, 'effects never show', [sends, looks], false],
    [0, 'they come first', [looks], true],
    [0, 'only rules that look came before', [looks, looksAlone], true],
  ])('%i messages wait for the receiver to catch up if %s', async (sent, _what, rules, showsEffects) => {
    const app = application();
    await withRun(app, async (run) => {
      run.seen.showsEffects = showsEffects;
      await runThese(rules, { state: run });
    });
    expect(app.requests).toHaveLength(sent);
  });
});

describe('a rule that failed after it looked', () => {
  /** A run where the state of every PBX counts what one rule does; it fails unless this place is ignored. */
  async function runCounting(others: readonly Rule[], isTight: boolean, isFirstTooShort = false) {
    let [unwelcome, trials] = [0, 0];
    const compares = ownRule(
      'compares',
      async (ctx) => {
        trials += 1;
        if (isFirstTooShort && trials === 1) cannotTell({ reasonCode: 'out-of-time', budgetMs: 1000 });
        const before = await ctx.observe('own');
        unwelcome += 1;
        expectSameState(before, await ctx.observe('own'), 'after an unsigned message');
      },
      { needs },
    );
    const learned = learnedWith({
      resting: { sn: 'resting', state: { unwelcome: 0 }, since: 0, isAbsent: false },
      untouched: { sn: 'untouched', state: { unwelcome: 0 } },
    });
    const state = stateOfRun({ observer: observerWith(() => ({ unwelcome })), learned });
    const events: RunEvent[] = [];
    const results = await runThese([compares, ...others], {
      ...{ state, isTight },
      onEvent: (event) => void events.push(event),
    });
    const checked = events.flatMap((event) => (event.kind === 'checked' ? [event.result.id] : []));
    return { verdicts: results.map(({ verdict }) => verdict), checked, trials };
  }

  it('is checked again without the places that are about all PBXs, and reported once', async () => {
    const { verdicts, checked, trials } = await runCounting([looksAlone], false);
    expect(verdicts).toEqual(['pass', 'pass']);
    expect(trials).toBe(3);
    expect(checked).toEqual(['example/compares', 'example/looks-alone']);
  });

  it('is checked again too if its first turn was too short', async () => {
    const { verdicts, checked } = await runCounting([], false, true);
    expect(verdicts).toEqual(['pass']);
    expect(checked).toEqual(['example/compares']);
  });

  it('is the only one that is checked again: other failures stand', async () => {
    let trials = 0;
    const fails = ownRule('fails', async () => {
      trials += 1;
      fail('is right', 'is not');
    });
    const { verdicts } = await runCounting([fails], true);
    expect(verdicts).toEqual(['pass', 'fail']);
    // A failed rule is tried twice.
    expect(trials).toBe(2);
  });
});
