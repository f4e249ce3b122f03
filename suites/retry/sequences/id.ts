import { createHash } from 'node:crypto';
import { ordered, reportsOf, type SequenceStep } from '../../../schemas/sequence-step.ts';
import { count } from '../../../text/words/count.ts';

/** Eight hexadecimal digits, computed from the steps: the same sequence always has the same id. */
export function sequenceId(steps: readonly SequenceStep[]): string {
  const plain = steps.map((step) => [step.how, reportsOf(step).map(ordered)]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex').slice(0, 8);
}

/** "sequence d12dc617 of 2 steps". Pure. */
export function sequenceInWords(steps: readonly SequenceStep[]): string {
  return `sequence ${sequenceId(steps)} of ${count(steps.length, 'step')}`;
}
