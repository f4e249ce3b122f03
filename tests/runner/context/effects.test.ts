import { describe, expect, it } from 'vitest';
import {
  assumeEffect,
  assumeTaken,
  effectsOf,
  expectEffect,
  expectTaken,
  expectUnchanged,
} from '../../../runner/context/effects.ts';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { application, reportsAbout, resultOf } from '../own-rules.ts';
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
  it.each([assumeEffect, expectEffect])('gives the state that it leads to', async (effect) => {
    expect(await effect(ctxOf({ n: 1 }, { n: 2 }), '36A', {}, 'a report')).toEqual({ n: 2 });
  });

  it.each([assumeEffect, expectEffect])('must be acknowledged', async (effect) => {
    const error = await effect(ctxOf(1, 2, 500), '36A', {}, 'a report').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error.reason).toMatchObject({ reasonCode: 'not-acknowledged' });
  });

  it('without one is inconclusive, and says which message', async () => {
    const reasonOf = async (note?: string) =>
      (await assumeEffect(ctxOf(1, 1), '36A', {}, note).catch((thrown) => thrown)).reason;
    expect(await reasonOf('a report')).toMatchObject({
      reasonCode: 'no-effect-shown',
      rule: 'message/applies-every-item',
      detail: 'the observer shows no effect of a report',
    });
    expect(await reasonOf()).toMatchObject({ detail: 'the observer shows no effect of a genuine message' });
  });

  it('without one fails a rule about that effect', async () => {
    const error = await expectEffect(ctxOf(1, 1), '36A', {}, 'a report').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(RuleFailure);
    expect(error).toMatchObject({
      expected: 'the effect of a report',
      actual: 'acknowledged, but state still 1',
    });
  });
});

describe('a DID change that must be taken', () => {
  const ctx = { run: { settings: { timeoutSeconds: 5 } } } as unknown as RuleContext;
  const [sent, refused] = [sentWith(answer(200)), sentWith(answer(401))];

  it('is acknowledged and, if it shows, has an effect', () => {
    expect(() => expectTaken(ctx, { sent })).not.toThrow();
    expect(() => expectTaken(ctx, { sent: refused })).toThrow(/expected: a 2xx within 5 s/);
    expect(() => expectTaken(ctx, { sent, unchanged: null })).toThrow(
      /actual: acknowledged, but state still null/,
    );
  });

  it('is inconclusive if another rule checks it', () => {
    expect(() => assumeTaken({ sent })).not.toThrow();
    expect(() => assumeTaken({ sent: refused })).toThrow(CannotTell);
    expect(() => assumeTaken({ sent, unchanged: null })).toThrow(/the observer shows no effect of/);
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

describe('a message about several PBXs', () => {
  /** The effects on PBXs that show other states after it soon, or only after a quiet time. */
  async function effects(status: number, before: unknown[], soon: unknown[], quiet: unknown[]) {
    const sns = before.map((_state, n) => String(n));
    const notes: unknown[] = [];
    const ctx = {
      observe: async (sn: string) => before[Number(sn)],
      deliver: async (_message: unknown, { note }: { note: string }) => {
        notes.push(note);
        return sentWith(answer(status));
      },
      observeChange: async (sn: string) => soon[Number(sn)],
      observeQuiet: async (sn: string) => quiet[Number(sn)],
    } as unknown as RuleContext;
    return { ...(await effectsOf(ctx, sns, {}, 'a report about two')), notes };
  }

  it('shows for each PBX whether it had an effect', async () => {
    const { sent, effects: seen, notes } = await effects(200, [1, 1, null], [2, 1, null], []);
    expect(sent.isAcknowledged).toBe(true);
    expect(notes).toEqual(['a report about two']);
    expect(seen).toEqual([
      { isChanged: true, state: 2 },
      { isChanged: false, state: 1 },
      { isChanged: false, state: null },
    ]);
  });

  it('may have a late effect although it was rejected', async () => {
    const { sent, effects: seen } = await effects(400, ['a', 'b'], ['a', 'b'], ['a', 'c']);
    expect(sent.isAcknowledged).toBe(false);
    expect(seen).toEqual([
      { isChanged: false, state: 'a' },
      { isChanged: true, state: 'c' },
    ]);
  });
});

describe('the effect of a message', () => {
  it.each([
    [undefined, 'a genuine message'],
    ['the capacity change', 'the capacity change'],
  ])('is unknown when no effect shows: %s', async (note, what) => {
    const { receiver, observe } = application({ apply: (before) => before ?? null });
    const result = await resultOf(
      (ctx) => assumeEffect(ctx, '36A', reportsAbout('36A'), note).then(() => {}),
      {
        ...{ receiver, observe, settleMs: 50 },
      },
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: `the observer shows no effect of ${what}; see message/applies-every-item`,
    });
    expect(result.evidence.attempts.map((attempt) => attempt.note)).toEqual([note]);
  });
});
