import { describe, expect, it } from 'vitest';
import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../../../fixtures/receivers/correct-receiver.ts';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { groupOf } from '../../../schemas/rule-id.ts';
import { everySurrounding, type Surrounding } from '../../../self-test/check-receiver.ts';
import { checked, isBroken, isCorrect } from '../../../self-test/outcome.ts';
import { rules } from '../../../suites/index.ts';
import { howMany } from '../../support/how-many.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { sample } from './sample.ts';

/** Receivers with mistakes in these groups are late or lose data: their checks mostly wait. */
const waitedFor: readonly string[] = ['acknowledgement', 'retry'];

/** A check takes seconds, and minutes on a busy machine, where it may be repeated (ms). */
export const maxWaitMs = 900_000;

type Receiver = BrokenReceiver | CorrectReceiver;

const parts = 4;

/** A part of the receivers, so that workers share them: those of the sample in `npm test`, all others in the rest. */
export function checkPart(part: number): void {
  const ours = <T>(receivers: readonly T[]) => receivers.filter((_, n) => n % parts === part - 1);
  const others = brokenReceivers.filter((receiver) => !sample.includes(receiver));
  checkAll(ours(howMany([], correctReceivers)), ours(howMany(sample, others)));
}

/** Checks these receivers; each must fail as declared. */
function checkAll(right: readonly CorrectReceiver[], broken: readonly BrokenReceiver[]): void {
  const isWaitedFor = ({ fails }: BrokenReceiver) => fails.some((id) => waitedFor.includes(groupOf(id)));
  const waiting = [...right, ...broken.filter(isWaitedFor)];
  const busy = broken.filter((receiver) => !isWaitedFor(receiver));
  describe('a receiver', () => {
    it.concurrent.each(inTurns(waiting, busy).map((receiver) => [titleOf(receiver), receiver] as const))(
      '%s',
      async (_title, receiver) => {
        const { missed, wrong, missedHeadline, reasons } = await onFreeCores(
          () => checked(receiver, { shrinks: !isSlowToShrink(receiver) }, surroundingsOf(receiver)),
          (outcome) =>
            isCorrect(outcome) && outcome.missedHeadline === undefined
              ? ''
              : [outcome.missedHeadline, ...outcome.missed, ...outcome.wrong, ...outcome.reasons].join('\n'),
        );
        expect({ missed, wrong, missedHeadline }, reasons.join('\n')).toEqual({ missed: [], wrong: [] });
      },
      maxWaitMs,
    );
  });
}

/**
 * What the rules that a broken receiver must fail need; everything for a correct one. The self-test checks each receiver with everything,
 * which takes twice as long.
 */
function surroundingsOf(receiver: Receiver): readonly Surrounding[] {
  if (!isBroken(receiver)) return everySurrounding;
  const failed = rules.filter(({ id }) => receiver.fails.includes(id));
  const mayUse = (surrounding: Surrounding) =>
    failed.some(
      ({ needs = [], mayRestart }) =>
        needs.includes(surrounding) || (surrounding === 'restart' && mayRestart),
    );
  return everySurrounding.filter(mayUse);
}

function titleOf(receiver: Receiver): string {
  return `${receiver.name} ${isBroken(receiver) ? 'fails exactly the rules it declares' : 'passes every rule'}`;
}

/** To shrink a sequence takes longer than all the rest of a check, and changes no verdict. The self-test does it. */
function isSlowToShrink(receiver: Receiver): boolean {
  return isBroken(receiver) && receiver.fails.includes('retry/converges');
}

/** While one waits, another one keeps the worker busy. */
function inTurns<T>(some: readonly T[], others: readonly T[]): T[] {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, n) => [...some.slice(n, n + 1), ...others.slice(n, n + 1)]).flat();
}
