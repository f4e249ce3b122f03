import { tryParseForeignJson } from '../schemas/foreign-json.ts';
import { classify, type DidReport } from '../schemas/index.ts';
import { linesOf, reportsIn } from '../schemas/report-lines.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';
import { wrap } from '../text/terminal/wrap.ts';
import { updateTimeInWords } from '../text/words/time-words.ts';

/** Larger messages are not described: they would take longer to parse than to send (bytes). */
const maxDescribed = 1024 * 1024;
const maxLines = 5;
const maxLine = 600;
const width = 106;
const maxReports = 20;
const maxDids = 100;

/** Which PBX and DIDs a message is about, a line per report; empty for the test message and for anything that isn't a message. Pure. */
export function reportLines(bytes: Uint8Array, now: Date): string[] {
  const reports = reportsOf(bytes);
  const lines = reports.length === 0 ? [] : linesOf(reports, now, updateTimeInWords, maxLines);
  return lines.flatMap((line) => wrap(clip(oneLine(line), maxLine), width));
}

/** The same as data. Absent: it has no reports. */
export function reportsAsData(bytes: Uint8Array) {
  const reports = reportsOf(bytes).slice(0, maxReports);
  if (reports.length === 0) return undefined;
  return reports.flatMap((report) =>
    reportsIn([report]).map(({ sn, updateTime }) => ({ sn, updateTime, ...didsOf(report) })),
  );
}

function didsOf(report: unknown) {
  const { trunkDidInfoList } = report as Partial<DidReport>;
  return trunkDidInfoList ? { dids: trunkDidInfoList.slice(0, maxDids).map(({ did }) => did) } : {};
}

/** The reports of a valid message. */
function reportsOf(bytes: Uint8Array): readonly unknown[] {
  if (bytes.length > maxDescribed) return [];
  const value = tryParseForeignJson(Buffer.from(bytes).toString('utf8'));
  return Array.isArray(value) && classify(value).kind !== 'invalid' ? value : [];
}
