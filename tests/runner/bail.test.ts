import { describe, expect, it } from 'vitest';
import { expectAcknowledged } from '../../runner/context/expect.ts';
import type { RunEvent } from '../../runner/run-event.ts';
import { testMessage } from '../../simulator/index.ts';
import { application, checkOwn, ownRule } from './own-rules.ts';

/** Rules that run one after another. */
const fails = (name: string) =>
  ownRule(name, async (ctx) => expectAcknowledged(ctx, await ctx.deliver(testMessage)), { runs: 'alone' });
const passes = (name: string) => ownRule(name, async () => {}, { runs: 'alone' });

function checkWith(options: Parameters<typeof checkOwn>[1]) {
  const { receiver } = application({ statusOf: (n) => (n > 2 ? 500 : 200) });
  const rules = [fails('one'), passes('two'), fails('three'), passes('four'), fails('five')];
  return checkOwn(rules, { receiver, ...options });
}

const verdictsOf = ({ results }: Awaited<ReturnType<typeof checkWith>>) =>
  results.map(({ verdict, reasonCode }) =>
    reasonCode === undefined ? verdict : `${verdict}: ${reasonCode}`,
  );

describe('bail', () => {
  it('counts only the rules that were checked', async () => {
    const counts: string[] = [];
    const onEvent = (event: RunEvent) => {
      if (event.kind === 'checked') counts.push(`${event.checked} of ${event.total}`);
    };
    await checkWith({ bail: 2, onEvent });
    expect(counts).toEqual(['1 of 5', '2 of 5', '3 of 5', '3 of 5', '3 of 5']);
  });

  it('checks everything without it', async () => {
    expect(verdictsOf(await checkWith({}))).toEqual(['fail', 'pass', 'fail', 'pass', 'fail']);
  });

  it('stops after so many failures, and says so for the rest', async () => {
    const report = await checkWith({ bail: 2 });
    expect(verdictsOf(report)).toEqual(['fail', 'pass', 'fail', 'skipped: bail', 'skipped: bail']);
    expect(report.results.at(-1)?.reason).toBe('the check stopped after 2 failed rules (--bail)');
    expect(report.interrupted).toBe(false);
  });

  it('counts only the failures that it is told to count', async () => {
    const report = await checkWith({ bail: 2, countsForBail: ({ id }) => id !== 'example/three' });
    expect(verdictsOf(report)).toEqual(['fail', 'pass', 'fail', 'pass', 'fail']);
  });

  it('must be above 0', async () => {
    await expect(checkWith({ bail: 0 })).rejects.toThrow('bail is 0; give a whole number from 1 to 1000');
  });
});
