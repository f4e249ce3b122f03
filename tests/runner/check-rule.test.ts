import { describe, expect, it } from 'vitest';
import { cannotTell, expectAcknowledged, type FindAdvice, fail } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import type { Rule } from '../../runner/rule.ts';
import { checkOwn, ownRule, resultOf } from './own-rules.ts';

describe('a rule', () => {
  it('passes when it returns', async () => {
    const run = async (ctx: RuleContext) => expectAcknowledged(ctx, await ctx.deliver({}));
    const result = await resultOf(run, {}, { requirements: ['webhook-method'] });
    expect(result).toMatchObject({
      id: 'example/one',
      title: 'is right',
      level: 'must',
      severity: 'refuses-genuine',
      basis: 'derived',
      requirements: ['webhook-method'],
      why: 'It matters.',
      verdict: 'pass',
    });
    expect(result).not.toHaveProperty('reason');
  });

  it('is reported with its causes, and with its rank among the reasons for missing acknowledgements', async () => {
    const explained = { explainedBy: ['example/two', 'example/three'], acknowledgementRank: 2 };
    expect(await resultOf(async () => {}, {}, explained)).toMatchObject(explained);
    const plain = await resultOf(async () => {});
    expect(plain).not.toHaveProperty('explainedBy');
    expect(plain).not.toHaveProperty('acknowledgementRank');
  });

  it('is reported with its duration', async () => {
    const { durationMs } = await resultOf((ctx) => ctx.pause(50));
    expect(durationMs).toBe(50);
  });

  it('fails with its finding, and with its own hint unless the finding has one', async () => {
    const found = async (hint?: string) => (await resultOf(async () => fail('is', 'is not', hint))).finding;
    expect(await found()).toEqual({ expected: 'is', actual: 'is not', fix: 'Change it.' });
    expect(await found('Do.')).toEqual({ expected: 'is', actual: 'is not', fix: 'Do.' });
  });

  it('finds better advice near the end of the check, once, and shows what it sent for that', async () => {
    const done: string[] = [];
    const findAdvice: FindAdvice = async (ctx) => {
      done.push('looks for advice');
      await ctx.deliver({}, { note: 'a question' });
      return 'Do.';
    };
    const rules = [
      ownRule('one', async () => fail('is', 'is not', findAdvice)),
      ownRule('two', async () => void done.push('runs alone'), { runs: 'alone' }),
      ownRule('three', async () => void done.push('runs last'), { runs: 'last' }),
    ];
    const { results } = await checkOwn(rules);
    expect(results[0]?.finding?.fix).toBe('Do.');
    expect(results[0]?.evidence.attempts).toMatchObject([{ note: 'a question' }]);
    expect(done).toEqual(['runs alone', 'looks for advice', 'runs last']);
  });

  it.each<[string, FindAdvice]>([
    ['finds nothing', async () => undefined],
    ['fails', async () => cannotTell({ reasonCode: 'too-slow', detail: 'it is dark' })],
  ])('keeps its own advice if the search for better advice %s', async (_what, findAdvice) => {
    const { finding } = await resultOf(async () => fail('is', 'is not', findAdvice));
    expect(finding).toEqual({ expected: 'is', actual: 'is not', fix: 'Change it.' });
  });

  it.each<[string, Rule['run'], object]>([
    [
      'is inconclusive',
      async () => cannotTell({ reasonCode: 'too-slow', detail: 'it is dark' }),
      { verdict: 'inconclusive', reasonCode: 'too-slow', reason: 'it is dark' },
    ],
    [
      'has an internal error',
      () => Promise.reject(new TypeError('no function')),
      { verdict: 'error', reason: expect.stringMatching(/^TypeError: no function\n\s+at /) },
    ],
    [
      'throws an Error without a stack',
      () => Promise.reject(Object.assign(new Error('plain'), { stack: undefined })),
      { verdict: 'error', reason: 'plain' },
    ],
    ['throws something else', () => Promise.reject('a text'), { verdict: 'error', reason: 'a text' }],
  ])('that %s is not a finding', async (_what, run, expected) => {
    const result = await resultOf(run);
    expect(result).toMatchObject(expected);
    expect(result).not.toHaveProperty('finding');
  });

  const interrupted = 'the run was interrupted';

  it('is skipped if the run is interrupted before or during it', async () => {
    const interrupt = new AbortController();
    const tried: string[] = [];
    const rules = [
      ownRule('first', async (ctx) => {
        interrupt.abort();
        await ctx.pause(60_000);
        tried.push('continues');
      }),
      ownRule('second', async () => void tried.push('begins'), { runs: 'last' }),
    ];
    const { results, interrupted: isInterrupted } = await checkOwn(rules, { signal: interrupt.signal });
    expect(tried).toEqual([]);
    expect(isInterrupted).toBe(true);
    const skipped = { verdict: 'skipped', reason: interrupted };
    expect(results).toMatchObject([skipped, skipped]);
  });

  it('fails with its finding even if the run was interrupted, and is not tried again', async () => {
    const interrupt = new AbortController();
    let trials = 0;
    const run = async () => {
      trials += 1;
      interrupt.abort();
      fail('is', 'is not');
    };
    expect(await resultOf(run, { signal: interrupt.signal })).toMatchObject({ verdict: 'fail' });
    expect(trials).toBe(1);
  });
});
