import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { formatMs } from '../describe.ts';

/** The recorded attempt that a finding speaks of: the last one with its status and time, else the last one. */
export function decidingAttempt(result: RuleResult): AttemptRecord | undefined {
  const { attempts } = result.evidence;
  const actual = result.finding?.actual ?? result.reason ?? '';
  return attempts.findLast((attempt) => isMeant(attempt, actual)) ?? attempts.at(-1);
}

function isMeant({ outcome, elapsedMs }: AttemptRecord, actual: string): boolean {
  if (!actual.includes(`after ${formatMs(elapsedMs)}`)) return false;
  return outcome.kind !== 'response' || actual.includes(` ${outcome.status}`);
}
