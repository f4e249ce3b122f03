import type { AttemptRecord } from '../schemas/generated/types.ts';
import type { Harm } from '../schemas/harm.ts';

/** The receiver failed or gave no response: it neither accepted nor rejected the message. */
export function failedAt({ outcome }: AttemptRecord): boolean {
  if (outcome.kind === 'response') return outcome.status >= 500;
  return outcome.kind !== 'cut';
}

/** The damage in this case. A receiver that fails on a forged or invalid message doesn't accept it. Pure. */
export function harmIn(harm: Harm, decisive: AttemptRecord | undefined): Harm {
  const letsThrough = harm === 'open-to-forgers' || harm === 'lenient';
  return letsThrough && decisive !== undefined && failedAt(decisive) ? 'crashes' : harm;
}
