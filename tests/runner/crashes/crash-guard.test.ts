import { describe, expect, it } from 'vitest';
import { CrashGuard } from '../../../runner/crashes/crash-guard.ts';
import type { Outcome } from '../../../simulator/index.ts';
import { useFakeTime } from '../fake-time.ts';
import { answer, sentWith } from '../sent.ts';

const failed = (code: string): Outcome => ({
  kind: 'connection-failed',
  phase: 'connect',
  code,
  message: code,
});

/** Sends two messages at once, of which the first ends the receiver: right after its response, unless others are in flight. */
async function sendTwo() {
  useFakeTime();
  let isAlive = true;
  let starts = 0;
  let inFlight = 0;
  const guard = new CrashGuard(
    {
      isRestarted: true,
      detect: async () => (isAlive ? undefined : 'exited with code 1'),
      async comeBack() {
        isAlive = true;
        starts += 1;
      },
    },
    60_000,
    () => {},
  );
  const send = (what: string, ends: boolean) =>
    guard.send({ what, message: [{ event: what }], fault: undefined }, async () => {
      if (!isAlive) return sentWith(failed('ECONNREFUSED'));
      inFlight += 1;
      const startsBefore = starts;
      await new Promise((resolve) => setTimeout(resolve, 10));
      inFlight -= 1;
      const isAlone = inFlight === 0 && isAlive && starts === startsBefore;
      if (ends) isAlive = false;
      return sentWith(isAlone ? answer(200) : failed('ECONNRESET'));
    });
  const sent = await Promise.all([send('the cause', true), send('another one', false)]);
  return { statuses: sent.map(({ outcome }) => outcome.kind), crashes: guard.crashes };
}

describe('a crash', () => {
  it('is not due to a message sent again after one that ended the receiver after its response', async () => {
    const { statuses, crashes } = await sendTwo();
    expect(statuses).toEqual(['response', 'response']);
    expect(crashes.flatMap(({ by }) => by?.what ?? [])).toEqual(['the cause']);
  });
});
