import { rules } from '../suites/index.ts';
import { heldUpByNone, heldUpByOne } from './matrix.ts';
import { isBroken, isCorrect, type SelfTestOutcome } from './outcome.ts';
import { rowsOf } from './text.ts';

/** The result of a self-test as JSON. */
export function selfTestAsData(outcomes: readonly SelfTestOutcome[]) {
  const ids = rules.map(({ id }) => id);
  const rows = rowsOf(outcomes);
  return {
    correctPassed: outcomes.filter(isCorrect).length,
    receivers: outcomes.map(({ receiver, ...found }) => ({
      name: receiver.name,
      title: receiver.title,
      isBroken: isBroken(receiver),
      exception: isBroken(receiver) ? receiver.exception : undefined,
      ...found,
    })),
    heldUpByOne: Object.fromEntries(heldUpByOne(ids, rows)),
    heldUpByNone: heldUpByNone(ids, rows),
  };
}
