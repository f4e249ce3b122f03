import { clip } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { quote } from '../text/words/quote.ts';
import type { TimeInWords } from '../text/words/time-words.ts';
import { documentedEventOf, eventsIn } from './events.ts';
import type { CapacityReport, DidReport, TrunkDidInfo } from './generated/types.ts';
import { isRecord } from './is-record.ts';

/** What orders the reports about one PBX. */
export interface ReportFacts {
  readonly family: string;
  readonly sn: string;
  readonly updateTime: number;
}

const maxReports = 20;
const maxKeys = 12;
const maxDids = 3;
const maxDid = 30;

/** A line per report of a valid message, or the text of a test message. */
export function linesOf(
  message: unknown,
  arrivedAt: Date,
  timeInWords: TimeInWords,
  shownReports = maxReports,
): string[] {
  if (!Array.isArray(message)) return [ofObject(message)];
  if (message.length === 0) return ['an empty array, without reports'];
  const when = (updateTime: number) => timeInWords(updateTime, arrivedAt);
  const lines = message.slice(0, shownReports).map((item) => ofItem(item, when));
  const further = message.length - lines.length;
  return further > 0 ? [...lines, `… and ${count(further, 'more report')}`] : lines;
}

/** The known reports of a valid message. */
export function reportsIn(message: unknown): ReportFacts[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((item: unknown): ReportFacts[] => {
    const facts = factsOf(item);
    return facts === undefined ? [] : [facts];
  });
}

function ofObject(value: unknown): string {
  const { event, message } = value as { event?: unknown; message?: unknown };
  return event === 'test' ? `the test message: ${quote(String(message))}` : unknownEvent(event);
}

function ofItem(item: unknown, when: (updateTime: number) => string): string {
  if (isDidReport(item)) {
    const { event, sn, trunkDidInfoList, updateTime } = item;
    const dids = trunkDidInfoList ? didsInWords(trunkDidInfoList) : 'no list of DIDs';
    return `${event} ${sn}: ${dids}, ${when(updateTime)}`;
  }
  if (!isCapacityReport(item)) return ofOther(item, when);
  const { sn, repository, modifier, updateTime } = item;
  const values = Object.entries(repository).map(([key, value]) => `${key} ${value}`);
  const shown = [...values.slice(0, maxKeys), ...(values.length > maxKeys ? ['…'] : [])].join(', ');
  return `capacity_change ${sn}: ${shown}, by ${modifier}, ${when(updateTime)}`;
}

/** `6 DIDs (10021212, 10021213, 10021214, …)` */
function didsInWords(list: readonly TrunkDidInfo[]): string {
  if (list.length === 0) return '0 DIDs';
  const numbers = list.slice(0, maxDids).map(({ did }) => clip(did, maxDid));
  return `${count(list.length, 'DID')} (${[...numbers, ...(list.length > maxDids ? ['…'] : [])].join(', ')})`;
}

function ofOther(item: unknown, when: (updateTime: number) => string): string {
  const facts = factsOf(item);
  if (facts === undefined) return unknownEvent((item as { event?: unknown }).event);
  return `${eventsIn(item).join()} ${facts.sn}, ${when(facts.updateTime)}`;
}

function unknownEvent(event: unknown): string {
  const what = typeof event === 'string' ? `the event ${quote(event)}` : 'a report without an event';
  return `${what}, which the vendor does not document: acknowledge and ignore it`;
}

/** What a documented event is about, and when it happened. Undefined: the event is not documented, or has no order. */
function factsOf(item: unknown): ReportFacts | undefined {
  const event = documentedReport(item);
  if (event?.identifiedBy === undefined || event.orderedBy === undefined) return undefined;
  const fields = item as Readonly<Record<string, unknown>>;
  const updateTime = Number(fields[event.orderedBy]);
  return { family: event.family, sn: String(fields[event.identifiedBy]), updateTime };
}

/** The message is valid, so an item named like a report is one. */
function isDidReport(item: unknown): item is DidReport {
  return documentedReport(item)?.kind === 'did-change';
}

function isCapacityReport(item: unknown): item is CapacityReport {
  return documentedReport(item)?.kind === 'capacity-change';
}

function documentedReport(item: unknown) {
  return isRecord(item) ? documentedEventOf(item, 'array') : undefined;
}
