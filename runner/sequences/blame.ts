import type { SequenceStep } from './step.ts';

const blamed = new WeakMap<readonly SequenceStep[], number>();

/** Remembers the PBX that failed, so that smaller sequences about it are tried first. */
export function blame(steps: readonly SequenceStep[], pbx: number): void {
  blamed.set(steps, pbx);
}

/** The PBX that failed, if any. */
export function blamedOf(steps: readonly SequenceStep[]): number | undefined {
  return blamed.get(steps);
}
