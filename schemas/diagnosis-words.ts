import { count } from '../text/count.ts';
import type { Diagnosis, RuleResult } from './generated/types.ts';

const again = 'Fix it, then run the check again.';

/** The consequences of a diagnosis, as a sentence. Pure. */
export function followsText(
  { cause, explains }: Pick<Diagnosis, 'cause' | 'explains'>,
  results: readonly Pick<RuleResult, 'id' | 'verdict'>[],
): string {
  const hasFailed = results.some(({ id, verdict }) => verdict === 'fail' && explains.includes(id));
  const rules = count(explains.length, 'rule');
  if (hasFailed) return `${rules} failed or couldn't be checked because of this. ${again}`;
  // A limit is not a mistake as long as nothing fails.
  const next = cause === 'rate-limit' ? 'Run the check again below the limit.' : again;
  return explains.length === 0 ? next : `${rules} couldn't be checked because of this. ${next}`;
}
