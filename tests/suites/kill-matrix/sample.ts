import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceivers } from '../../../fixtures/receivers/index.ts';
import { seededRandom } from '../../../simulator/index.ts';

/** Another seed selects other receivers. Those of this seed take less time than most, about the same in each part. */
const seed = Number(process.env.HOOKSWITCH_MATRIX_SEED ?? 1873);

/**
 * A few receivers that together fail every rule, in an order shuffled by the seed: none can be left out. Those that fail the
 * most rules stay.
 */
function sampleOf(receivers: readonly BrokenReceiver[]): BrokenReceiver[] {
  const inOrder = shuffled(receivers).sort((one, other) => one.fails.length - other.fails.length);
  const kept = new Set(inOrder);
  for (const receiver of kept) {
    const others = [...kept].filter((other) => other !== receiver);
    const isNeeded = receiver.fails.some((id) => others.every(({ fails }) => !fails.includes(id)));
    if (!isNeeded) kept.delete(receiver);
  }
  return [...kept];
}

function shuffled<T>(values: readonly T[]): T[] {
  const random = seededRandom(seed);
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

/** `npm test` checks these, the rest checks all. */
export const sample = sampleOf(brokenReceivers);
