import { count } from '../text/count.ts';
import type { Diagnosis, RuleResult } from './generated/types.ts';

const again = 'Fix it, then run the check again.';

/** What to do about causes that are not mistakes as long as nothing fails. */
const nextSteps: Partial<Record<Diagnosis['cause'], string>> = {
  'rate-limit': 'Run the check again below the limit.',
  'effects-late': 'Run the check again with more time.',
  'effects-in-steps': 'Run the check again with more time.',
};

/** The consequences of a diagnosis, as a sentence. Pure. */
export function followsText(
  { cause, explains }: Pick<Diagnosis, 'cause' | 'explains'>,
  results: readonly Pick<RuleResult, 'id' | 'verdict'>[],
): string {
  const hasFailed = results.some(({ id, verdict }) => verdict === 'fail' && explains.includes(id));
  const rules = count(explains.length, 'rule');
  if (hasFailed) return `${rules} failed or couldn't be checked because of this. ${again}`;
  const next = nextSteps[cause] ?? again;
  return explains.length === 0 ? next : `${rules} couldn't be checked because of this. ${next}`;
}
