import { connectionRefused } from '../schemas/connection-refused.ts';
import type { Report } from '../schemas/generated/types.ts';
import { formatMs } from '../text/words/durations.ts';

/** Whether and when the receiver stopped listening, and the last rule that sent to it, to find the place in its log. */
export function describeAbsence(report: Report): string | undefined {
  const attempts = report.results
    .flatMap(({ id, evidence }) => evidence.attempts.map((attempt) => ({ id, ...attempt })))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const at = attempts.findIndex(({ outcome }) => connectionRefused(outcome));
  const first = attempts[at];
  if (!first) return undefined;
  const after = formatMs(Date.parse(first.at) - Date.parse(report.startedAt));
  const before = attempts[at - 1];
  const last = before ? `; ${before.id} sent the last message before that` : '';
  return `the receiver stopped listening ${after} into the check${last}`;
}
