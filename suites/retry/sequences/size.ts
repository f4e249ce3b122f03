import type { SequenceSize } from './generate.ts';

/** How long the steps of one case should take at most (ms), without overhead. */
const caseMs = 2000;
const maxIntents = 46;
const intentsPerPbx = 2.5;

/** A slow receiver gets shorter sequences, so that several fit into its time. `longer`: how many times longer they may take. */
export function stepsFor(ackMs: number, longer = 1): number {
  return Math.max((longer * caseMs) / ackMs, 4);
}

const repeatableSteps = 40;
const busyFactor = 3;

/** If the number of cases is given, they should have the same size even on a busy machine, where acks take longer. */
export function repeatableStepsFor(ackMs: number, longer = 1): number {
  return Math.min(longer * repeatableSteps, stepsFor(ackMs / busyFactor, longer));
}

/** The part of the rule's turn for generated sequences. The rest is for fixed ones and shrinking. */
const generatedPart = 1 / 20;
/** The overhead of a case (ms): its control PBXs, and waiting until the receiver is done. */
const overheadMs = 150;
const stepsOfIntent = 1.6;
const minSequences = 4;

/** How many sequences of this size to generate: as many as fit into the time, one after the other. */
export function generatedFor({ intents }: SequenceSize, ackMs: number, turnMs: number): number {
  const eachMs = intents * stepsOfIntent * ackMs + overheadMs;
  return Math.max(minSequences, Math.floor((generatedPart * turnMs) / eachMs));
}

/** The size of generated sequences. */
export function sizeFor(steps: number, withRestarts: boolean): SequenceSize {
  const intents = Math.min(maxIntents, Math.floor(steps / 2));
  return { pbxs: Math.ceil(intents / intentsPerPbx), intents, withRestarts };
}
