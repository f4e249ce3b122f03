import { describe, expect, it } from 'vitest';
import { judged } from '../../../cli/self-test/outcome.ts';
import { faultyReceivers } from '../../../fixtures/receivers/faulty/index.ts';
import { groupOf } from '../../../suites/reports/words.ts';

/** The groups of rules that faulty receivers fail first: those of a file of their own, so that workers share them. */
export const ownFile: readonly string[] = ['signature', 'acknowledgement', 'message', 'retry'];

/** Judges the faulty receivers whose first rule is of such a group. */
export function killFaulty(isChosen: (group: string) => boolean): void {
  const receivers = faultyReceivers.filter(({ fails: [first = ''] }) => isChosen(groupOf(first)));
  describe('a faulty receiver', () => {
    it.concurrent.each(receivers.map((receiver) => [receiver.name, receiver] as const))(
      '%s fails exactly the rules it declares',
      async (_name, receiver) => {
        const { missed, wrong, reasons } = await judged(receiver);
        expect({ missed, wrong }, reasons.join('\n')).toEqual({ missed: [], wrong: [] });
      },
    );
  });
}
