import type { AttemptRecord, Report } from '../schemas/generated/types.ts';
import { formatMs } from '../text/durations.ts';

/** Whether and when the receiver stopped to listen, and which rule had sent to it just before: where to look in its own log. */
export function describeAbsence(report: Report): string | undefined {
  const attempts = report.results
    .flatMap(({ id, evidence }) => evidence.attempts.map((attempt) => ({ id, ...attempt })))
    .sort((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt));
  const at = attempts.findIndex(wasAbsent);
  const first = attempts[at];
  if (!first) return undefined;
  const after = formatMs(Date.parse(first.sentAt) - Date.parse(report.startedAt));
  const before = attempts[at - 1];
  const last = before ? `; ${before.id} had sent to it just before` : '';
  return `the receiver was not listening any more ${after} into the check${last}`;
}

/** Nobody listened. */
export function wasAbsent({ outcome }: AttemptRecord): boolean {
  return outcome.kind === 'connection-failed' && outcome.code === 'ECONNREFUSED';
}
