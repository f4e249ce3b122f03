import { connectionRefused } from '../schemas/connection-refused.ts';
import type { AttemptRecord } from '../schemas/generated/types.ts';
import { explainInWords, type SentTo } from '../schemas/words/explain.ts';
import type { Rule } from './rule.ts';
import { failedAt } from './severity.ts';

/**
 * The fix, based on what was observed: a receiver that failed says nothing about the signature. Pure.
 *
 * `isServed`: a message was acknowledged at this URL, so a 404 is about the message.
 */
export function adviceFor(
  rule: Rule,
  fix: string,
  decisive: AttemptRecord | undefined,
  { isServed, ...webhook }: Omit<SentTo, 'method'> & { readonly isServed: boolean },
): string {
  if (!decisive || rule.isAboutFailures) return fix;
  const { fault, outcome, request } = decisive;
  const status = outcome.kind === 'response' ? outcome.status : 0;
  const isAlone =
    status === 429 || status === 413 || outcome.kind === 'timeout' || connectionRefused(outcome);
  // A forged message may be rejected in this way.
  const isElsewhere = (status >= 300 && status <= 399) || (!isServed && (status === 404 || status === 410));
  if (!isAlone && !failedAt(decisive) && (fault !== undefined || !isElsewhere)) return fix;
  const advice = explainInWords(outcome, { ...webhook, method: request.method });
  return isAlone || !expectsFailures(rule) ? (advice ?? fix) : `${advice} ${fix}`;
}

/** Whether the rule expects failures. Rules about signatures, and about genuine messages that are rejected, name other causes. */
function expectsFailures({ detects, severity, acknowledgementRank }: Rule): boolean {
  if (severity === 'crashes') return true;
  return (
    acknowledgementRank === undefined && severity !== 'open-to-forgers' && detects !== 'rejected-genuine'
  );
}
