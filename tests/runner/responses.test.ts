import { expect, it, vi } from 'vitest';
import { Responses } from '../../runner/responses.ts';
import type { Outcome } from '../../simulator/index.ts';
import { answer } from './sent.ts';

const timeout = { kind: 'timeout' } as Outcome;
const refused = { kind: 'connection-failed' } as Outcome;
const cut = { kind: 'aborted' } as Outcome;

/** What is noted after these outcomes: each arrives at its time and took 100 ms. */
function noted(...outcomes: readonly (readonly [atMs: number, outcome: Outcome, isGenuine?: boolean])[]) {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  try {
    const responses = new Responses();
    for (const [atMs, outcome, isGenuine = true] of outcomes) {
      clock.mockReturnValue(atMs);
      responses.note(`message at ${atMs}`, { outcome, elapsedMs: 100 } as never, isGenuine);
    }
    return responses.last;
  } finally {
    clock.mockRestore();
  }
}

it('knows nothing before the first response', () => {
  expect(noted([100, timeout])).toBeUndefined();
});

it('keeps the last response, and counts those up to it', () => {
  expect(noted([100, answer(200)], [200, answer(401)], [300, answer(500)], [400, answer(404)])).toMatchObject(
    {
      what: 'message at 400',
      atMs: 400,
      acknowledged: 1,
      rejected: 2,
      unanswered: [],
      silentUntilMs: 400,
      breaksOff: false,
    },
  );
});

it('keeps messages that were sent after it in vain, until the next response', () => {
  const last = noted([100, answer(200)], [300, timeout], [450, timeout, false]);
  expect(last).toMatchObject({ atMs: 100, silentUntilMs: 450 });
  expect(last?.unanswered.map(({ isGenuine }) => isGenuine)).toEqual([true, false]);
  expect(noted([100, answer(200)], [300, timeout], [500, answer(200)])).toMatchObject({ unanswered: [] });
});

it('ignores a message that was sent before the last response, and what the sender cut', () => {
  expect(noted([100, answer(200)], [150, timeout], [300, cut])).toMatchObject({
    unanswered: [],
    silentUntilMs: 100,
  });
});

it.each([
  ['a connection failed', refused],
  ['a response broke off', { kind: 'timeout', status: 200 } as Outcome],
])('notes that %s, and counts from then on', (_what, outcome) => {
  const last = noted([100, answer(200)], [300, timeout], [400, outcome], [600, timeout]);
  expect(last).toMatchObject({ breaksOff: true, atMs: 400, unanswered: [{ atMs: 600 }] });
});
