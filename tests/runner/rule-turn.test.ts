import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkRule } from '../../runner/check-rule.ts';
import {
  expectAcknowledged,
  expectSameState,
  fail,
  LateMeasurement,
  RuleFailure,
} from '../../runner/context/expect.ts';
import type { RunState } from '../../runner/context/run-state.ts';
import type { Rule } from '../../runner/rule.ts';
import type { RuleCheckOptions } from '../../runner/try-rule.ts';
import { createRedactor } from '../../text/secrets/redact.ts';
import { ownRule } from './own-rules.ts';
import { guardAnswering, rateExceeded } from './run-parts.ts';
import { answer, sentWith } from './sent.ts';
import { stateOfRun } from './state-of-run.ts';

interface Given extends Partial<Pick<RuleCheckOptions, 'state' | 'signal'>> {
  readonly parts?: Partial<Rule>;
  /** How much time the rule has, and all rules have (ms). */
  readonly turnMs?: number;
  readonly budgetMs?: number;
}

/** The result of a rule in a run like this, and how often it was tried. */
async function checked(run: Rule['run'], given: Given = {}) {
  const { parts = {}, state = stateOfRun(), turnMs = 60_000, budgetMs = 60_000 } = given;
  const { signal = new AbortController().signal } = given;
  let tries = 0;
  const counted: Rule['run'] = async (ctx) => {
    tries += 1;
    await run(ctx);
  };
  const now = performance.now();
  const { result } = await checkRule(ownRule('one', counted, parts), {
    ...{ state, signal, redactor: createRedactor([]), place: 0 },
    budget: { totalMs: budgetMs, endsAt: now + budgetMs },
    turn: { startsAt: now, endsAt: now + turnMs },
  });
  return { result, tries };
}

function useFakeTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

const passes = async () => {};
const fails = async () => fail('is', 'is not');

describe('a rule is not tried', () => {
  it('if the receiver limits its rate for longer than the check can wait', async () => {
    const { result, tries } = await checked(passes, { state: stateOfRun({ rate: rateExceeded() }) });
    expect(tries).toBe(0);
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'rate-limited',
      reason: expect.stringContaining('rate-limits requests'),
    });
  });

  it('if no time is left', async () => {
    useFakeTime();
    const { result, tries } = await checked(passes, { budgetMs: 0 });
    expect(tries).toBe(0);
    expect(result).toMatchObject({ verdict: 'inconclusive', reasonCode: 'out-of-time' });
  });

  it.each<[string, Rule['runs'], Partial<RunState['guards']['crashes']>]>([
    ['it does not look for crashes', 'alone', { isOver: true, canStart: true }],
    ['the receiver did not crash, but a rule killed it', 'last', { isOver: false, canStart: true }],
    ['the check cannot see crashes', 'last', { isOver: true, canStart: false }],
  ])('if nobody listens anymore and %s', async (_when, runs, crash) => {
    const { result, tries } = await checked(passes, goneState(runs, crash));
    expect(tries).toBe(0);
    expect(result).toMatchObject({ verdict: 'skipped', reasonCode: 'receiver-gone', detail: 'it is gone' });
  });

  it('unless it reports the crash after which nobody listens anymore', async () => {
    const { result } = await checked(passes, goneState('last', { isOver: true, canStart: true }));
    expect(result.verdict).toBe('pass');
  });

  function goneState(runs: Rule['runs'], crash: Partial<RunState['guards']['crashes']>): Given {
    const crashes = guardAnswering(() => sentWith(answer(200)), crash);
    const state = stateOfRun({ crashes });
    state.seen.gone = 'it is gone';
    return { state, parts: runs ? { runs } : {} };
  }
});

describe('a rule whose attempts Hookswitch itself delayed', () => {
  const isLate = (): never => {
    throw new LateMeasurement(600);
  };

  it('is inconclusive if that happens three times', async () => {
    let left = 6;
    const { result, tries } = await checked(async () => {
      left -= 1;
      if (left > 0) isLate();
    });
    expect(result).toMatchObject({ verdict: 'inconclusive', reasonCode: 'measured-late' });
    expect(tries).toBe(3);
  });

  it('is tried until it is measured in time', async () => {
    let left = 2;
    const { result, tries } = await checked(async () => {
      left -= 1;
      if (left > 0) isLate();
    });
    expect(result.verdict).toBe('pass');
    expect(tries).toBe(2);
  });

  it('is not tried again if the run is interrupted', async () => {
    const interrupt = new AbortController();
    const run = async () => {
      interrupt.abort();
      isLate();
    };
    const { result, tries } = await checked(run, { signal: interrupt.signal });
    expect(result).toMatchObject({ verdict: 'skipped', reasonCode: 'interrupted' });
    expect(tries).toBe(1);
  });

  it('is not tried again if its time is up', async () => {
    const run: Rule['run'] = (ctx) => ctx.pause(60_000).catch(isLate);
    const { result, tries } = await checked(run, { turnMs: 0 });
    expect(result).toMatchObject({ verdict: 'inconclusive', reasonCode: 'out-of-time' });
    expect(tries).toBe(1);
  });
});

describe('a rule that does not end', () => {
  /** Starts such a rule, which may take 10 s, all rules 60 s. Returns a function that lets time pass, and says how the rule ended. */
  function started(run: Rule['run'], state = stateOfRun()) {
    useFakeTime();
    let reasonCode: string | undefined;
    void checked(run, { state, turnMs: 10_000, budgetMs: 60_000 }).then(({ result }) => {
      reasonCode = result.reasonCode;
    });
    return async (moreMs: number) => {
      await vi.advanceTimersByTimeAsync(moreMs);
      return reasonCode;
    };
  }

  it('is abandoned a second after its time is up', async () => {
    const endAfter = started(() => new Promise(() => {}));
    expect(await endAfter(10_999)).toBeUndefined();
    expect(await endAfter(1)).toBe('out-of-time');
  });

  it('may restart a receiver that it killed for as long as the check takes', async () => {
    const state = stateOfRun();
    const kill = () => {
      state.seen.gone = 'it was killed and not restarted';
      return new Promise<void>(() => {});
    };
    const endAfter = started(kill, state);
    expect(await endAfter(60_999)).toBeUndefined();
    expect(await endAfter(1)).toBe('out-of-time');
  });
});

describe('the result of a failed rule', () => {
  it.each([
    ['leaves time for it', 60_000, 2],
    ['is over', -1, 1],
  ])('is confirmed by a second try if its turn %s', async (_when, turnMs, expected) => {
    const { result, tries } = await checked(fails, { turnMs });
    expect(result.verdict).toBe('fail');
    expect(tries).toBe(expected);
  });

  it('names the rules that explain this failure instead of those that usually explain it', async () => {
    const parts = { explainedBy: ['example/two'] };
    const explainedBy = async (run: Rule['run']) => (await checked(run, { parts })).result.explainedBy;
    const failsWithReason = async () => {
      throw new RuleFailure('is', 'is not', undefined, { explainedBy: ['example/three'] });
    };
    expect(await explainedBy(failsWithReason)).toEqual(['example/three']);
    expect(await explainedBy(fails)).toEqual(['example/two']);
  });

  it('says what to declare if a number only counts what arrives', async () => {
    const parts = { fix: 'Replace the state only if updateTime is newer.' };
    const run = async () => expectSameState({ tally: 1 }, { tally: 4 }, 'after 3 duplicates');
    const { result } = await checked(run, { parts });
    expect(result.finding).toMatchObject({
      actual: '`tally` went from 1 to 4 although nothing new was reported',
      fix: 'Replace the state only if updateTime is newer. If `tally` only counts what arrives, add --observe-ignore tally.',
    });
  });

  it('shows what the receiver printed last, in one line', async () => {
    let printed = 'started\n';
    const crashes = guardAnswering(() => {
      printed += 'Error: no database\n    at connect\n';
      return sentWith(answer(500));
    });
    const process = { kill: passes, start: passes, printed: () => printed };
    const { result } = await checked(async (ctx) => expectAcknowledged(ctx, await ctx.deliver({})), {
      state: stateOfRun({ crashes, process }),
    });
    expect(result.evidence.notes).toEqual([
      "the receiver's last output: started | Error: no database | at connect",
    ]);
  });
});
