import { describe, expect, it } from 'vitest';
import type { Budget } from '../../runner/budget.ts';
import { fail } from '../../runner/context/expect.ts';
import type { Rule } from '../../runner/rule.ts';
import type { RunEvent } from '../../runner/run-event.ts';
import { ownRule } from './own-rules.ts';
import { rateExceeded, runThese } from './run-parts.ts';
import { stateOfRun } from './state-of-run.ts';

const longestMs = 600_000;

/** The verdicts of these rules after another one has used up the budget, and the events of the stretching. */
async function afterOneThatUsesItUp(
  verdict: 'pass' | 'fail',
  rules: readonly Rule[],
  { state = stateOfRun(), ...given }: { state?: ReturnType<typeof stateOfRun>; longestMs?: number } = {
    longestMs,
  },
) {
  const budget: Budget = { totalMs: 60_000, endsAt: performance.now() + 60_000, ...given };
  const greedy = async () => {
    budget.endsAt = performance.now();
    if (verdict === 'fail') fail('is', 'is not');
  };
  const events: RunEvent[] = [];
  const results = await runThese([ownRule('greedy', greedy, { runs: 'first' }), ...rules], {
    ...{ budget, state },
    onEvent: (event) => events.push(event),
  });
  const stretched = events.filter(({ kind }) => kind === 'stretched');
  return { verdicts: results.slice(1).map(({ verdict: one }) => one), stretched };
}

function standingStill() {
  const state = stateOfRun();
  state.seen.backlog = { from: 1, at: 0 };
  return state;
}

const must = ownRule('must', async () => {});
const should = ownRule('should', async () => {}, { level: 'should' });

describe('a budget that is used up', () => {
  it('is stretched once for open rules that a receiver must pass', async () => {
    const { verdicts, stretched } = await afterOneThatUsesItUp('pass', [must, should]);
    expect(verdicts).toEqual(['pass', 'inconclusive']);
    expect(stretched).toMatchObject([{ open: 1 }]);
  });

  it.each<[why: string, ...given: Parameters<typeof afterOneThatUsesItUp>]>([
    ['only others are open', 'pass', [should], { longestMs }],
    ['the check has failed', 'fail', [must], { longestMs }],
    ['it is a limit', 'pass', [must], {}],
    [
      'the receiver refuses everything',
      'pass',
      [must],
      { longestMs, state: stateOfRun({ rate: rateExceeded() }) },
    ],
    ['its queue stands still', 'pass', [must], { longestMs, state: standingStill() }],
    [
      'each response takes too long',
      'pass',
      [must],
      { longestMs, state: stateOfRun({ pace: { ackMs: 20_000, eachMs: 1, queueMs: 0 } }) },
    ],
  ])('is not stretched if %s', async (_why, ...given) => {
    const { verdicts, stretched } = await afterOneThatUsesItUp(...given);
    expect(verdicts).toEqual(['inconclusive']);
    expect(stretched).toEqual([]);
  });
});
