import { describe, expect, it } from 'vitest';
import { judged } from '../../../cli/self-test/outcome.ts';
import { faultyReceivers } from '../../../fixtures/receivers/faulty/index.ts';

/** Every room that has rules, and what no rule finds: a file each, or one for several, so that workers share them. */
export const rooms: readonly string[] = [
  'signature',
  'acknowledgement',
  'message',
  'retry',
  'method',
  'security',
  'none',
];

/** Judges the faulty receivers that fail a rule of these rooms first. */
export function killFaultyOf(...chosen: readonly string[]): void {
  const receivers = faultyReceivers.filter(({ fails }) => chosen.includes(roomOf(fails[0])));
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

export function roomOf(id = 'none'): string {
  return id.split('/')[0] ?? '';
}
