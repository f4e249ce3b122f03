import { describe, expect, it } from 'vitest';
import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../../../fixtures/receivers/correct-receiver.ts';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { groupOf } from '../../../reports/words.ts';
import { isBroken, judged } from '../../../self-test/outcome.ts';

/** Those whose mistakes are in these groups are late, or lose what they were told: what judges them waits most of the time. */
const waitedFor: readonly string[] = ['acknowledgement', 'retry'];

type Receiver = BrokenReceiver | CorrectReceiver;

/** Judges every other receiver, so that two workers share all of them. */
export function judgeHalf(half: 0 | 1): void {
  const ours = (receivers: readonly Receiver[]) => receivers.filter((_, n) => n % 2 === half);
  const isWaitedFor = ({ fails: [first = ''] }: BrokenReceiver) => waitedFor.includes(groupOf(first));
  const waiting = ours([...correctReceivers, ...brokenReceivers.filter(isWaitedFor)]);
  const busy = ours(brokenReceivers.filter((receiver) => !isWaitedFor(receiver)));
  describe('a receiver', () => {
    it.concurrent.each(inTurns(waiting, busy).map((receiver) => [titleOf(receiver), receiver] as const))(
      '%s',
      async (_title, receiver) => {
        const { missed, wrong, reasons } = await judged(receiver);
        expect({ missed, wrong }, reasons.join('\n')).toEqual({ missed: [], wrong: [] });
      },
    );
  });
}

function titleOf(receiver: Receiver): string {
  return `${receiver.name} ${isBroken(receiver) ? 'fails exactly the rules it declares' : 'passes every rule'}`;
}

/** While one is waited for, another one keeps the worker busy. */
function inTurns<T>(some: readonly T[], others: readonly T[]): T[] {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, n) => [...some.slice(n, n + 1), ...others.slice(n, n + 1)]).flat();
}
