import type { BrokenReceiver } from '../../../fixtures/receivers/broken-receiver.ts';
import { seededRandom } from '../../../simulator/index.ts';

/** Receivers in an order that the seed shuffles, each of which fails a rule that none before it fails: together they fail every rule. */
export function sampleOf(receivers: readonly BrokenReceiver[], seed: number): BrokenReceiver[] {
  const seen = new Set<string>();
  return shuffled(receivers, seed).filter(({ fails }) => {
    const isNew = fails.some((id) => !seen.has(id));
    for (const id of fails) seen.add(id);
    return isNew;
  });
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
