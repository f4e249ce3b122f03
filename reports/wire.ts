import type { BodyRecord, HeaderRecords, OutcomeRecord, RequestRecord } from '../schemas/generated/types.ts';
import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { clip, visible } from '../text/terminal/visible.ts';

/** One half of an exchange, as sent and safe to show. */
export interface WireText {
  /** Start line and headers; undefined if there was no response. */
  readonly head: string | undefined;
  /** The body, or a remark instead. */
  readonly body: string;
  /** A remark that the bytes don't show: a cut or binary body, or no response. */
  readonly remark: string | undefined;
}

export function requestOnWire(request: RequestRecord): WireText {
  const start = `${request.method} ${targetOf(request.url)} HTTP/1.1`;
  return {
    head: head(start, request.headers),
    body: bodyText(request.body),
    remark: bodyRemark(request.body),
  };
}

export function outcomeOnWire(outcome: OutcomeRecord): WireText {
  if (outcome.kind !== 'response')
    return { head: undefined, body: '', remark: describeOutcomeRecord(outcome) };
  const remarks = [
    bodyRemark(outcome.body),
    outcome.bodyComplete ? undefined : 'the response was not read to its end',
  ].filter((remark) => remark !== undefined);
  return {
    head: head(`HTTP/1.1 ${outcome.status} ${outcome.reason}`.trimEnd(), outcome.headers),
    body: bodyText(outcome.body),
    remark: remarks.length === 0 ? undefined : remarks.join('; '),
  };
}

/** Head, empty line, body of at most `maxLength` characters, and the remark in brackets, as one text. */
export function halfText({ head, body, remark }: WireText, maxLength = Number.POSITIVE_INFINITY): string {
  const parts = [head, ...(body === '' ? [] : ['', clip(body, maxLength)]), remark && `(${remark})`];
  return parts.filter((part) => part !== undefined).join('\n');
}

/** The outcome of an attempt in a few words: "401 Unauthorized", "no response in time". */
export function describeOutcomeRecord(outcome: OutcomeRecord): string {
  return visible(`${outcomeInWords(outcome)}${outcome.kind === 'timeout' ? ' in time' : ''}`);
}

/** Path and query, as in a request line. */
function targetOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
}

function head(start: string, headers: HeaderRecords): string {
  return visible([start, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n'));
}

function bodyText(body: BodyRecord): string {
  return 'text' in body ? visible(body.text) : visible(escapeBytes(Buffer.from(body.base64, 'base64')));
}

function bodyRemark(body: BodyRecord): string | undefined {
  const notText = 'base64' in body ? 'not valid UTF-8: non-ASCII bytes are shown as \\xNN' : undefined;
  const cut = body.truncated ? `truncated from ${body.bytes} bytes` : undefined;
  const remarks = [cut, notText].filter((remark) => remark !== undefined);
  return remarks.length === 0 ? undefined : remarks.join('; ');
}

/** ASCII unchanged, every other byte as `\xff`. */
function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
