import type { Diagnosis } from './generated/types.ts';

/** The consequences of a diagnosis, as a sentence. Pure. */
export function followsText({ explains: { length } }: Pick<Diagnosis, 'explains'>): string {
  if (length === 0) return 'Fix it, then run the check again.';
  return `${length} ${length === 1 ? 'rule' : 'rules'} failed or couldn't be checked because of this. Fix it, then run the check again.`;
}
