import type { AttemptRecord } from '../schemas/generated/types.ts';
import type { Harm } from '../schemas/harm.ts';

/** The receiver failed at what was sent, or gave no response: it neither let it through nor refused it. */
export function failedAt({ outcome }: AttemptRecord): boolean {
  if (outcome.kind === 'response') return outcome.status >= 500;
  return outcome.kind !== 'cut';
}

/** What it did to its owner in this case: one that fails at a forgery or at nonsense doesn't let it through. Pure. */
export function harmIn(harm: Harm, decisive: AttemptRecord | undefined): Harm {
  const letsThrough = harm === 'open-to-forgers' || harm === 'lenient';
  return letsThrough && decisive !== undefined && failedAt(decisive) ? 'crashes' : harm;
}
