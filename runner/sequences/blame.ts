import type { SequenceStep } from './step.ts';

const blamed = new WeakMap<readonly SequenceStep[], number>();

/** Notes the PBX that a sequence went wrong with: what is smaller is looked for there first. */
export function blame(steps: readonly SequenceStep[], pbx: number): void {
  blamed.set(steps, pbx);
}

/** The PBX that it went wrong with, if it did. */
export function blamedOf(steps: readonly SequenceStep[]): number | undefined {
  return blamed.get(steps);
}
