import type { AttemptRecord, RuleResult } from '../schemas/generated/types.ts';
import { formatMs } from '../text/durations.ts';

/**
 * The recorded attempt that a finding speaks of: of those with its status and time the one that it names, else the last one; without
 * any such the last of all.
 */
export function decidingAttempt(result: RuleResult): AttemptRecord | undefined {
  const { attempts } = result.evidence;
  const { expected = '', actual = result.reason ?? '' } = result.finding ?? {};
  const alike = attempts.filter((attempt) => isAlike(attempt, actual));
  const named = alike.find(({ note }) => note !== undefined && expected.includes(note));
  return named ?? alike.at(-1) ?? attempts.at(-1);
}

function isAlike({ outcome, elapsedMs }: AttemptRecord, actual: string): boolean {
  if (!actual.includes(`after ${formatMs(elapsedMs)}`)) return false;
  return outcome.kind !== 'response' || actual.includes(` ${outcome.status}`);
}
