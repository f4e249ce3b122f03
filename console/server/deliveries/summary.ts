import { parseForeignJson } from '../../../schemas/foreign-json.ts';
import { documentedEventOf } from '../../../schemas/index.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { count } from '../../../text/words/count.ts';

const maxLength = 200;
const shownReports = 3;
const known = new WeakMap<Uint8Array, string>();

/** A summary of one of our own messages in a few words: serial numbers and counts. A message for several webhooks is parsed once. */
export function summaryOf(message: Uint8Array): string {
  const summary = known.get(message) ?? read(message);
  known.set(message, summary);
  return summary;
}

function read(message: Uint8Array): string {
  try {
    return clip(oneLine(inWords(parseForeignJson(Buffer.from(message).toString('utf8')))), maxLength);
  } catch {
    return 'not JSON';
  }
}

function inWords(message: unknown): string {
  if (!Array.isArray(message)) return textIn(message, 'message') ?? 'an object';
  const shown = message.slice(0, shownReports).map(ofReport).join('; ');
  const further = message.length - shownReports;
  return further > 0 ? `${shown}; and ${further} more` : shown;
}

function ofReport(report: unknown): string {
  const sn = textIn(report, 'sn') ?? 'no serial number';
  if (typeof report !== 'object' || report === null) return sn;
  if (documentedEventOf(report)?.kind === 'capacity-change') return `${sn}: capacity`;
  const dids = 'trunkDidInfoList' in report ? report.trunkDidInfoList : undefined;
  return Array.isArray(dids) ? `${sn}: ${count(dids.length, 'DID')}` : `${sn}: no list of DIDs`;
}

function textIn(value: unknown, key: string): string | undefined {
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof inner === 'string' ? inner : undefined;
}
