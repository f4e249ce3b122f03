import { describe, expect, it } from 'vitest';
import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../../../fixtures/receivers/correct-receiver.ts';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { groupOf } from '../../../schemas/rule-id.ts';
import { everySurrounding, type Surrounding } from '../../../self-test/check-receiver.ts';
import { checked, isBroken, isCorrect, type SelfTestOutcome } from '../../../self-test/outcome.ts';
import { rules } from '../../../suites/index.ts';
import { howMany } from '../../support/how-many.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { whenCoresAllow } from '../../support/when-cores-allow.ts';
import { sample } from './sample.ts';

/** A check takes seconds, and minutes on a busy machine, where it may be repeated (ms). */
export const maxWaitMs = 900_000;

type Receiver = BrokenReceiver | CorrectReceiver;

const parts = 4;

/** Their bug builds up over a check, or what is named first depends on all rules. */
const needEveryRule = ['leaks-until-full', 'swallows-every-error'];
const needsEveryRule = ({ name, fails }: BrokenReceiver) =>
  needEveryRule.includes(name) || fails.length === 0;

/** Of so many broken receivers, one is checked only with the rules that it must fail, or CI would take too long. The self-test checks all. */
const nthWithOwnRules = 3;

/**
 * A part of the receivers, so that workers share them. In the rest, all of them are checked, most with every rule. In `npm test`, those of
 * the sample are checked only with the rules that they must fail, which takes a fifth of the time.
 */
export function checkPart(part: number): void {
  const ours = <T>(receivers: readonly T[]) => receivers.filter((_, n) => n % parts === part - 1);
  const rulesFor = (receiver: BrokenReceiver) => {
    const own = needsEveryRule(receiver) ? {} : { rules: receiver.fails };
    return howMany(own, brokenReceivers.indexOf(receiver) % nthWithOwnRules === 0 ? own : {});
  };
  checkAll(ours(howMany([], correctReceivers)), ours(howMany(sample, brokenReceivers)), rulesFor);
}

/** Checks these receivers; each must fail as declared. */
function checkAll(
  right: readonly CorrectReceiver[],
  broken: readonly BrokenReceiver[],
  rulesFor: (receiver: BrokenReceiver) => { readonly rules?: readonly string[] },
): void {
  const failing = (group: string) => broken.filter(({ fails }) => fails.some((id) => groupOf(id) === group));
  // These are late or lose data, or get every surrounding: their checks mostly wait, and the longest start first.
  const waiting = [...new Set<Receiver>([...failing('acknowledgement'), ...right, ...failing('retry')])];
  const busy = broken.filter((receiver) => !waiting.includes(receiver));
  describe('a receiver', () => {
    it.concurrent.each(evenly(waiting, busy).map((receiver) => [titleOf(receiver), receiver] as const))(
      '%s',
      async (_title, receiver) => {
        const options = {
          shrinks: !isSlowToShrink(receiver),
          ...(isBroken(receiver) && rulesFor(receiver)),
        };
        const check = () => checked(receiver, options, surroundingsOf(receiver));
        const wrongIn = (outcome: SelfTestOutcome) =>
          isCorrect(outcome) && outcome.missedHeadline === undefined
            ? ''
            : [outcome.missedHeadline, ...outcome.missed, ...outcome.wrong, ...outcome.reasons].join('\n');
        const { missed, wrong, missedHeadline, reasons } = await whenCoresAllow(() =>
          onFreeCores(check, wrongIn),
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
  return `${receiver.name} ${isBroken(receiver) ? 'fails the rules it declares' : 'passes every rule'}`;
}

/** To shrink a sequence takes longer than all the rest of a check, and changes no verdict. The self-test does it. */
function isSlowToShrink(receiver: Receiver): boolean {
  return isBroken(receiver) && receiver.fails.includes('retry/converges');
}

/** Both lists from beginning to end, so that there is always something to do while one waits. */
function evenly<T>(...lists: readonly (readonly T[])[]): T[] {
  const placed = lists.flatMap((list) => list.map((one, n) => ({ one, place: (n + 0.5) / list.length })));
  return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}
