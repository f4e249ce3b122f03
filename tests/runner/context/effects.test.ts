import { describe, expect, it } from 'vitest';
import { expectEffect, expectUnchanged, givenEffect } from '../../../runner/context/effects.ts';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { answer, sentWith } from '../sent.ts';

/** A rule whose receiver shows one state before a message and another one after it. */
function ctxOf(before: unknown, after: unknown, status = 200): RuleContext {
  const sent = sentWith(answer(status));
  return {
    observe: async () => before,
    deliver: async () => sent,
    observeChange: async () => after,
    observeQuiet: async () => after,
  } as unknown as RuleContext;
}

describe('a message whose effect a rule needs', () => {
  it.each([givenEffect, expectEffect])('gives the state that it leads to', async (effect) => {
    expect(await effect(ctxOf({ n: 1 }, { n: 2 }), '36A', {}, 'a report')).toEqual({ n: 2 });
  });

  it.each([givenEffect, expectEffect])('must be acknowledged', async (effect) => {
    const error = await effect(ctxOf(1, 2, 500), '36A', {}, 'a report').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error.because).toMatchObject({ because: 'not-acknowledged' });
  });

  it('without one is inconclusive, and says which message', async () => {
    const becauseOf = async (note?: string) =>
      (await givenEffect(ctxOf(1, 1), '36A', {}, note).catch((thrown) => thrown)).because;
    expect(await becauseOf('a report')).toMatchObject({
      because: 'no-effect-shown',
      rule: 'message/applies-every-item',
      detail: 'the observer shows no effect of a report',
    });
    expect(await becauseOf()).toMatchObject({ detail: 'the observer shows no effect of a genuine message' });
  });

  it('without one fails a rule about that effect', async () => {
    const error = await expectEffect(ctxOf(1, 1), '36A', {}, 'a report').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(RuleFailure);
    expect(error).toMatchObject({ expected: 'the effect of a report', actual: 'state still 1' });
  });
});

describe('a state that must not change', () => {
  it('fails with what changed, and how to fix it', async () => {
    await expectUnchanged(ctxOf(1, 1), '36A', 1, 'after a forged message');
    const unlike = expectUnchanged(ctxOf('a', 'b'), '36A', 'a', 'after a forged message', 'Verify it.');
    await expect(unlike).rejects.toMatchObject({
      expected: 'PBX state unchanged after a forged message',
      fix: 'Verify it.',
    });
  });
});
