import { describe, expect, it } from 'vitest';
import { expectAcknowledged } from '../../../runner/context/expect.ts';
import type { Rule } from '../../../runner/rule.ts';
import { testMessage } from '../../../simulator/index.ts';
import { checkOwn, ownRule } from '../../runner/own-rules.ts';

/** Rules that send one message and wait a moment for its ack, and a rule that keeps the receiver busy until so many gave up. */
async function checkBeside(
  waiting: readonly string[],
  isBusy: (isHeld: boolean, name: string) => boolean,
  timeoutMs = 2000,
) {
  let isHeld = false;
  let gaveUp = 0;
  const tries = new Map<string, number>();
  const waits = (name: string): Rule =>
    ownRule(name, async (ctx) => {
      tries.set(name, (tries.get(name) ?? 0) + 1);
      const sent = await ctx.deliver([{ name }], { timeoutMs, unbounded: true });
      gaveUp += sent.isAcknowledged ? 0 : 1;
      expectAcknowledged(ctx, sent);
    });
  const holds = ownRule('holds', async (ctx) => {
    isHeld = true;
    await ctx.deliver(testMessage);
    while (gaveUp < waiting.length) await ctx.pause(10);
    isHeld = false;
  });
  // In simulated time, rules run one by one.
  const report = await checkOwn([holds, ...waiting.map(waits)], {
    time: 'real',
    receiver: async (request, response) => {
      let message = '';
      for await (const chunk of request) message += chunk;
      const [name = ''] = waiting.filter((one) => message.includes(`"${one}"`));
      if (!isBusy(isHeld && name !== '', name)) response.end();
    },
  });
  const results = report.results.filter(({ id }) => id !== 'example/holds');
  return { results, tries: waiting.map((name) => tries.get(name)) };
}

describe('a rule whose message was late while other rules ran', () => {
  it('is tried again alone, and passes if it only waited behind them', async () => {
    const { results, tries } = await checkBeside(['one', 'two'], (isHeld) => isHeld);
    expect(results.map(({ verdict, flaky }) => [verdict, flaky])).toEqual([
      ['pass', undefined],
      ['pass', undefined],
    ]);
    expect(tries).toEqual([2, 2]);
    expect(results[0]?.evidence.notes).toEqual([
      'a response was late while other rules ran, so this rule was tried again alone',
    ]);
  });

  it('fails if it is late alone too, and the fix is about that', async () => {
    const { results } = await checkBeside(['one', 'two'], (isHeld, name) => isHeld || name === 'one');
    expect(results.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(results[0]?.finding?.fix).toMatch(
      /^Your receiver didn't respond within .* Find out what it waits for/,
    );
  });

  it('is not tried alone once three others were late alone', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const { results, tries } = await checkBeside(names, (_isHeld, name) => name !== '', 100);
    expect(results.map(({ verdict }) => verdict)).toEqual(names.map(() => 'fail'));
    // Alone, a rule that fails is tried once more.
    expect(tries).toEqual([3, 3, 3, 1, 1]);
  });
});
