import { createHash } from 'node:crypto';
import { ordered, reportsOf, type SequenceStep } from './step.ts';

/** Eight hexadecimal digits, made from the steps alone: the same sequence has the same one wherever it is found. */
export function sequenceId(steps: readonly SequenceStep[]): string {
  const plain = steps.map((step) => [step.how, reportsOf(step).map(ordered)]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex').slice(0, 8);
}
