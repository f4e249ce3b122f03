import type { AttemptRecord, BodyRecord, OutcomeRecord, Report } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { headerValues } from '../../text/formats/headers.ts';
import { count } from '../../text/words/count.ts';
import type { Block } from '../blocks.ts';
import { blocksIn, modelOf } from '../model.ts';
import { describeOutcomeRecord } from '../wire.ts';
import { type HarText, harHeaders, harRequest, noHarResponse } from './har-parts.ts';

/**
 * An HTTP Archive (HAR 1.2) of all exchanges, for the network view of a browser, a proxy or an API client. A rule is a page, its attempts
 * are the entries. Names that begin with `_` are custom fields.
 */
export function renderHar(report: Report): string {
  const model = modelOf(report);
  const pages = [...model.results, ...blocksIn(model, 'behind')].filter(
    ({ tries }) => tries[0]?.attempts.length,
  );
  const { tool, baseline } = report;
  const log = {
    version: '1.2',
    creator: tool,
    comment: `${model.facts.receiver}, seed ${model.facts.seed}`,
    ...defined({ _baseline: baseline }),
    pages: pages.map(pageOf),
    entries: pages.flatMap(({ tries, anchor }) =>
      tries.flatMap(({ attempts }) => attempts).map((attempt) => entryOf(anchor, attempt)),
    ),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function pageOf({ anchor, name, tone, tags, rows, tries: [evidence], result }: Block) {
  const shown = rows.filter(({ shown, kind }) => shown === undefined && kind !== 'command');
  const omitted = evidence?.omittedAttempts ?? 0;
  return {
    startedDateTime: evidence?.attempts[0]?.at,
    id: anchor,
    title: name,
    pageTimings: {},
    comment: [
      ...new Set([tone, ...tags]),
      ...shown.map(({ label, text }) => `${label}: ${text}`),
      ...(omitted > 0 ? [`${count(omitted, 'more attempt')} omitted`] : []),
    ].join('; '),
    _verdict: tone,
    _sinceLast: result?.sinceLast,
  };
}

function entryOf(pageref: string, { n, note, fault, at, elapsedMs, request, outcome }: AttemptRecord) {
  const { method, url, headers, body } = request;
  const sent = body.bytes === 0 ? undefined : textOf(body);
  return {
    pageref,
    startedDateTime: at,
    time: elapsedMs,
    request: harRequest({ method, url, headers, body: sent, headersSize: -1, bodySize: body.bytes }),
    response: outcome.kind === 'response' ? responseOf(outcome) : noHarResponse,
    cache: {},
    timings: { send: 0, wait: elapsedMs, receive: 0 },
    comment: `${note ?? 'a genuine message'}: ${describeOutcomeRecord(outcome)}`,
    _attempt: n,
    _fault: fault,
    ...(outcome.kind === 'response' ? {} : { _error: describeOutcomeRecord(outcome) }),
  };
}

function responseOf({ status, reason, headers, body }: Extract<OutcomeRecord, { kind: 'response' }>) {
  return {
    status,
    statusText: reason,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: harHeaders(headers),
    content: {
      size: body.bytes,
      mimeType: headerValues(headers, 'content-type')[0] ?? 'x-unknown',
      ...textOf(body),
    },
    redirectURL: headerValues(headers, 'location')[0] ?? '',
    headersSize: -1,
    bodySize: body.bytes,
  };
}

function textOf(body: BodyRecord): HarText & { readonly comment?: string } {
  const cut = body.truncated ? { comment: `truncated from ${body.bytes} bytes` } : {};
  return 'text' in body ? { text: body.text, ...cut } : { text: body.base64, encoding: 'base64', ...cut };
}
