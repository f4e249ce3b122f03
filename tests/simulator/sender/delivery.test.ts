import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../simulator/sender/clock.ts';
import { type Clock, deliverWithRetries } from '../../../simulator/sender/delivery.ts';
import type { AttemptResult } from '../../../simulator/wire/attempt.ts';
import type { Outcome } from '../../../simulator/wire/outcome.ts';

const timeout: Outcome = { kind: 'timeout', phase: 'head' };
const refused: Outcome = { kind: 'connection-failed', phase: 'connect', code: 'ECONNREFUSED', message: '' };

function answered(status: number): Outcome {
  return { kind: 'response', status, reason: '', headers: [], body: Buffer.alloc(0), bodyComplete: true };
}

function result(outcome: Outcome): AttemptResult {
  return { outcome, startedAt: new Date(0), elapsedMs: 1 };
}

/** A delivery whose attempts have these outcomes in turn, as a list of steps. */
async function story(outcomes: readonly Outcome[], delaysMs: readonly number[], signal?: AbortSignal) {
  const log: string[] = [];
  const clock: Clock = { sleep: async (delayMs) => void log.push(`sleep ${delayMs}`) };
  const delivery = await deliverWithRetries({
    attempt: async (n) => {
      log.push(`attempt ${n}`);
      return result(outcomes[n - 1] ?? timeout);
    },
    delaysMs,
    clock,
    onAttempt: ({ outcome }, n, nextInMs) => void log.push(`${n} ${outcome.kind}, next in ${nextInMs}`),
    ...(signal ? { signal } : {}),
  });
  return { ...delivery, log };
}

describe('a delivery', () => {
  it('retries after each kind of failure, with the gap before each, from the end of the last', async () => {
    const { attempts, isAcknowledged, log } = await story(
      [timeout, refused, answered(302), answered(200)],
      [10, 20, 30, 40],
    );
    expect(isAcknowledged).toBe(true);
    expect(attempts.map(({ outcome }) => outcome)).toEqual([timeout, refused, answered(302), answered(200)]);
    expect(log).toEqual([
      'attempt 1',
      '1 timeout, next in 10',
      'sleep 10',
      'attempt 2',
      '2 connection-failed, next in 20',
      'sleep 20',
      'attempt 3',
      '3 response, next in 30',
      'sleep 30',
      'attempt 4',
      '4 response, next in undefined',
    ]);
  });

  it('ends when interrupted, with the attempts so far, without a wait or another attempt', async () => {
    const { attempts, isAcknowledged, log } = await story([timeout], [5000], AbortSignal.abort());
    expect(isAcknowledged).toBe(false);
    expect(attempts).toHaveLength(1);
    expect(log).toEqual(['attempt 1', '1 timeout, next in undefined']);
  });

  it('ends when interrupted during a wait', async () => {
    const interrupt = new AbortController();
    const tried: number[] = [];
    const delivery = await deliverWithRetries({
      attempt: async (n) => {
        tried.push(n);
        return result(timeout);
      },
      delaysMs: [60_000, 60_000],
      clock: systemClock,
      onAttempt: () => setTimeout(() => interrupt.abort(), 5),
      signal: interrupt.signal,
    });
    expect(tried).toEqual([1]);
    expect(delivery.isAcknowledged).toBe(false);
  });

  it('makes at most one attempt more than it has gaps, and stops at the first 2xx', async () => {
    const outcomes = fc.array(
      fc.constantFrom(timeout, refused, answered(200), answered(299), answered(300), answered(500)),
    );
    const property = fc.asyncProperty(
      outcomes,
      fc.array(fc.nat(1000), { maxLength: 5 }),
      async (list, delaysMs) => {
        const { attempts, isAcknowledged, log } = await story(list, delaysMs);
        const isAck = (outcome: Outcome) =>
          outcome.kind === 'response' && Math.floor(outcome.status / 100) === 2;
        const first = list.findIndex(isAck);
        const expected = first < 0 ? delaysMs.length + 1 : Math.min(first + 1, delaysMs.length + 1);
        expect(attempts).toHaveLength(expected);
        expect(isAcknowledged).toBe(first >= 0 && first <= delaysMs.length);
        expect(log.filter((line) => line.startsWith('sleep'))).toEqual(
          delaysMs.slice(0, expected - 1).map((delayMs) => `sleep ${delayMs}`),
        );
      },
    );
    await fc.assert(property);
  });
});

describe('the clock', () => {
  it('does not wake early', async () => {
    const start = performance.now();
    await systemClock.sleep(30);
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
  });

  it('does not sleep at all after an earlier interrupt', async () => {
    const start = performance.now();
    await systemClock.sleep(60_000, AbortSignal.abort());
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
