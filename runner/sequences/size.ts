import type { SequenceSize } from './draw.ts';

/** How long the steps of one case should take at most (ms), without what goes with them. */
const caseMs = 2000;
const largest = { pbxs: 20, intents: 46 };

/** A slow receiver gets shorter sequences, so that it has some of them within its time. */
export function stepsFor(ackMs: number): number {
  return Math.max(caseMs / ackMs, 4);
}

/** The size of the sequences that are drawn. */
export function sizeFor(steps: number, withRestarts: boolean): SequenceSize {
  const intents = Math.min(largest.intents, Math.floor(steps / 2));
  return { pbxs: Math.min(largest.pbxs, Math.ceil(intents / 2.5)), intents, withRestarts };
}
