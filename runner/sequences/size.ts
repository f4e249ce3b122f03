import type { SequenceSize } from './draw.ts';

/** How long the steps of one case should take at most (ms), without what goes with them. */
const caseMs = 2000;
const maxIntents = 46;
const intentsPerPbx = 2.5;

/** A slow receiver gets shorter sequences, so that it has some of them within its time. */
export function stepsFor(ackMs: number): number {
  return Math.max(caseMs / ackMs, 4);
}

/** The part of its rule's turn that generated sequences may take; the fixed ones, and making one smaller, come besides. */
const generatedPart = 1 / 20;
/** How long a case takes besides its steps (ms): the other PBXs that it is compared with, and waiting until the receiver is done. */
const besidesMs = 150;
const stepsOfIntent = 1.6;
const fewest = 4;

/** How many sequences of this size to generate: as many as fit into the time, one after the other. */
export function generatedFor({ intents }: SequenceSize, ackMs: number, turnMs: number): number {
  const eachMs = intents * stepsOfIntent * ackMs + besidesMs;
  return Math.max(fewest, Math.floor((generatedPart * turnMs) / eachMs));
}

/** The size of the sequences that are drawn. */
export function sizeFor(steps: number, withRestarts: boolean): SequenceSize {
  const intents = Math.min(maxIntents, Math.floor(steps / 2));
  return { pbxs: Math.ceil(intents / intentsPerPbx), intents, withRestarts };
}
