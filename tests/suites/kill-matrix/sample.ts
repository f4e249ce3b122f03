import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import { seededRandom } from '../../../simulator/index.ts';

/** Few receivers that together fail every rule, in an order that the seed shuffles: none of them could be left out. */
export function sampleOf(receivers: readonly BrokenReceiver[], seed: number): BrokenReceiver[] {
  const kept = new Set(shuffled(receivers, seed));
  for (const receiver of kept) {
    const others = [...kept].filter((other) => other !== receiver);
    const isNeeded = receiver.fails.some((id) => others.every(({ fails }) => !fails.includes(id)));
    if (!isNeeded) kept.delete(receiver);
  }
  return [...kept];
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
