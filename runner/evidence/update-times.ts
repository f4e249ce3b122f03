import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import type { AttemptRecord } from '../../schemas/generated/types.ts';
import { isRecord } from '../../schemas/is-record.ts';

/**
 * The updateTimes of the first report that is older than one sent before about the same PBX, and of that one, as sent and in local time. Pure,
 * except for the time zone.
 */
export function updateTimesIn(attempts: readonly AttemptRecord[]): string | undefined {
  const reports = attempts.flatMap((attempt) => reportIn(attempt) ?? []);
  for (const [at, late] of reports.entries()) {
    const newer = reports
      .slice(0, at)
      .findLast(({ sn, updateTime }) => sn === late.sn && updateTime > late.updateTime);
    if (newer)
      return `updateTime of attempt ${newer.n}: ${shown(newer.updateTime)}; of attempt ${late.n}, sent later: ${shown(late.updateTime)}`;
  }
  return undefined;
}

interface TimedReport {
  readonly n: number;
  readonly sn: string;
  readonly updateTime: number;
}

/** The only report of a genuine message. */
function reportIn({ n, fault, request: { body } }: AttemptRecord): TimedReport | undefined {
  if (fault !== undefined || !('text' in body) || body.truncated) return undefined;
  const message = tryParseForeignJson(body.text);
  const [report, ...others] = Array.isArray(message) ? (message as unknown[]) : [];
  if (others.length > 0 || !isRecord(report)) return undefined;
  const { sn, updateTime } = report;
  return typeof sn === 'string' && Number.isSafeInteger(updateTime)
    ? { n, sn, updateTime: Number(updateTime) }
    : undefined;
}

function shown(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  return `${seconds} (${date.toLocaleString('sv-SE', { timeZoneName: 'longOffset' })})`;
}
