import { describe, expect, it } from 'vitest';
import { asksToWait } from '../../../receiver/asks-to-wait.ts';
import { measuredRate } from '../../../runner/sending/measured-rate.ts';
import { RateGuard } from '../../../runner/sending/rate-guard.ts';
import type { Outcome } from '../../../simulator/index.ts';

const response = (status: number, headers: readonly (readonly [string, string])[] = []) =>
  ({ kind: 'response', status, reason: '', headers, body: Buffer.alloc(0), bodyComplete: true }) as Outcome;

describe('a response', () => {
  const now = Date.parse('Fri, 31 Dec 1999 23:59:00 GMT');

  it.each<[what: string, outcome: Outcome, limited: ReturnType<typeof asksToWait>]>([
    ['429 asks to wait', response(429), { status: 429, retryAfterMs: undefined }],
    [
      '429 with a number of seconds',
      response(429, [['retry-after', '120']]),
      { status: 429, retryAfterMs: 120_000 },
    ],
    // The example of RFC 9110, 10.2.3.
    [
      '503 with a date',
      response(503, [['Retry-After', 'Fri, 31 Dec 1999 23:59:59 GMT']]),
      { status: 503, retryAfterMs: 59_000 },
    ],
    ['503 without a time is a failure', response(503), undefined],
    ['200 asks for nothing', response(200, [['Retry-After', '1']]), undefined],
    ['401 is a refusal', response(401), undefined],
  ])('of %s', (_what, outcome, limited) => {
    expect(asksToWait(outcome, now)).toEqual(limited);
  });
});

describe('the rate that a receiver accepts', () => {
  const each = (count: number, everyMs: number) => Array.from({ length: count }, (_, n) => n * everyMs);

  it('is what it accepted in the last second if it accepts more after a second', () => {
    const { perSecond } = measuredRate(each(40, 100), 0, 4000, 1000);
    expect(perSecond).toBeCloseTo(10, 0);
  });

  it('is what it accepted until its window ended if it asks to wait for longer', () => {
    // 600 a minute, used up in 3 s.
    expect(measuredRate(each(600, 5), 0, 3000, 57_000).perSecond).toBeCloseTo(10, 5);
  });
});

describe('a check that reaches a limit', () => {
  type Answer = 'taken' | 'limited';
  const limitedBy = (answer: Answer) =>
    answer === 'limited' ? ({ status: 429, retryAfterMs: 20 } as const) : undefined;

  /** A receiver that accepts this many, and more after a pause. */
  function guarded(most: number, options: { budgetMs?: number; control?: Answer } = {}) {
    const { budgetMs = 60_000, control = 'limited' } = options;
    const guard = new RateGuard({
      ...{ budgetMs, signal: undefined },
      control: async () => limitedBy(control),
    });
    let taken = 0;
    let refusedAt = 0;
    const send = (): Promise<Answer> =>
      guard.send(async () => {
        if (taken >= most && performance.now() - refusedAt > 15 && refusedAt > 0) [taken, refusedAt] = [0, 0];
        if (taken < most) {
          taken += 1;
          return 'taken';
        }
        refusedAt ||= performance.now();
        return 'limited';
      }, limitedBy);
    return { guard, send };
  }

  it('notes whether only looks at the state were refused', async () => {
    const { guard, send } = guarded(10);
    await Promise.all(Array.from({ length: 12 }, send));
    expect(guard.met).not.toHaveProperty('onlyLooks');
    const looking = new RateGuard({
      budgetMs: 60_000,
      signal: undefined,
      control: async () => undefined,
    });
    for (let n = 0; n < 5; n += 1) await looking.send(async (): Promise<Answer> => 'taken', limitedBy);
    await looking.observe(async (): Promise<Answer> => 'taken', limitedBy);
    const answers: Answer[] = ['limited', 'taken'];
    expect(await looking.observe(async () => answers.shift() ?? 'taken', limitedBy)).toBe('taken');
    expect(looking.met).toMatchObject({ onlyLooks: true, status: 429, accepted: 1 });
  });

  it('resends what was refused, no faster than it was accepted', async () => {
    const { guard, send } = guarded(10);
    const answers = await Promise.all(Array.from({ length: 14 }, send));
    expect(answers).not.toContain('limited');
    // Ten in the last second, minus a fifth to be safe.
    expect(guard.perSecond).toBe(8);
    expect(guard.most(100)).toBe(1);
    expect(guard.met).toMatchObject({ accepted: 10, slowedTo: 8, retryAfterMs: 20 });
  });

  it('gives up if a wait would take more than half of its budget', async () => {
    const { guard, send } = guarded(3, { budgetMs: 30 });
    const answers = await Promise.all(Array.from({ length: 4 }, send));
    expect(answers).toContain('limited');
    expect(guard.isExceeded).toBe(true);
  });

  it('is not slowed down by refusals because of content', async () => {
    const { guard } = guarded(1, { control: 'taken' });
    expect(await guard.send(async (): Promise<Answer> => 'limited', limitedBy)).toBe('limited');
    expect(guard.perSecond).toBeUndefined();
    expect(guard.met).toBeUndefined();
  });
});
