import { describe, expect, it } from 'vitest';
import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../../../fixtures/receivers/correct-receiver.ts';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { everySurrounding, type Surrounding } from '../../../self-test/check-receiver.ts';
import { checked, isBroken } from '../../../self-test/outcome.ts';
import { rules } from '../../../suites/index.ts';
import { howMany } from '../../support/how-many.ts';
import { sample } from './sample.ts';

type Receiver = BrokenReceiver | CorrectReceiver;

const parts = 2;

/** Their bug builds up over a check, or what is named first depends on all rules. */
const needEveryRule = ['bans-after-refusals', 'leaks-until-full', 'swallows-every-error'];
const needsEveryRule = ({ name, fails }: BrokenReceiver) =>
  needEveryRule.includes(name) || fails.length === 0;

/**
 * A part of the receivers, so that workers share them. In the rest, all of them are checked, with every rule that needs no more than they
 * get. In `npm test`, those of the sample are checked only with the rules that they must fail.
 */
export function checkPart(part: number): void {
  const ours = <T>(receivers: readonly T[]) => receivers.filter((_, n) => n % parts === part - 1);
  const receivers = [...ours(howMany([], correctReceivers)), ...ours(howMany(sample, brokenReceivers))];
  describe('a receiver', () => {
    it.each(receivers.map((receiver) => [titleOf(receiver), receiver] as const))(
      '%s',
      async (_, receiver) => {
        const rulesToCheck =
          isBroken(receiver) && !needsEveryRule(receiver) ? howMany({ rules: receiver.fails }, {}) : {};
        const options = { shrinks: !isSlowToShrink(receiver), ...rulesToCheck };
        const { missed, wrong, missedHeadline, reasons } = await checked(
          receiver,
          options,
          surroundingsOf(receiver),
        );
        expect({ missed, wrong, missedHeadline }, reasons.join('\n')).toEqual({ missed: [], wrong: [] });
      },
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
    (surrounding === 'restart' && receiver.ends === true) ||
    failed.some(
      ({ needs = [], mayRestart }) =>
        needs.includes(surrounding) ||
        (surrounding === 'restart' && (mayRestart || needs.includes('output'))),
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
