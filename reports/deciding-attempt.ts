import type { AttemptRecord, RuleResult } from '../schemas/generated/types.ts';

/** The recorded attempt that decided, or else the last one. */
export function decidingAttempt({ finding, evidence }: RuleResult): AttemptRecord | undefined {
  const { attempts } = evidence;
  return attempts.find(({ n }) => n === finding?.attempt) ?? attempts.at(-1);
}
