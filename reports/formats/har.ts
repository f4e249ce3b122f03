import type {
  AttemptRecord,
  BodyRecord,
  OutcomeRecord,
  Report,
  RuleResult,
} from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { headerValues } from '../../text/formats/headers.ts';
import { count } from '../../text/words/count.ts';
import { flakyText } from '../flaky.ts';
import { acceptedText, shownAs } from '../known.ts';
import { changeText, changeWord } from '../since-last.ts';
import { describeOutcomeRecord } from '../wire.ts';
import { type HarText, harHeaders, harRequest, noHarResponse } from './har-parts.ts';

/**
 * An HTTP Archive (HAR 1.2) of all exchanges, for the network view of a browser, a proxy or an API client. A rule is a page, its attempts
 * are the entries. Names that begin with `_` are custom fields.
 */
export function renderHar(report: Report): string {
  const pages = [
    ...report.results.map((result) => ({ result, ref: result.id, where: '' })),
    ...(report.behind?.results ?? []).map((result) => ({
      result,
      ref: `behind/${result.id}`,
      where: `behind ${result.behind?.join(' and ')}: `,
    })),
  ].filter(({ result }) => result.evidence.attempts.length > 0);
  const { tool, receiver, seed, baseline } = report;
  const log = {
    version: '1.2',
    creator: tool,
    comment: `${receiver.method} ${receiver.url}, seed ${seed}`,
    ...defined({ _baseline: baseline }),
    pages: pages.map(pageOf),
    entries: pages.flatMap(({ result: { evidence, flaky }, ref }) =>
      [...evidence.attempts, ...(flaky?.evidence.attempts ?? [])].map((attempt) => entryOf(ref, attempt)),
    ),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/** A rule, or what lies behind a cause. */
interface Page {
  readonly result: RuleResult;
  readonly ref: string;
  readonly where: string;
}

function pageOf({ result, ref, where }: Page) {
  const { id, title, finding, reason, evidence } = result;
  const { omittedAttempts } = evidence;
  const found = acceptedText(result) ?? finding?.actual ?? reason;
  const remarks = [
    ...(found === undefined ? [] : [found]),
    ...(result.flaky ? [`flaky: ${flakyText(result)}`] : []),
    ...(result.sinceLast ? [`${changeWord(result)}: ${changeText(result)}`] : []),
    ...(omittedAttempts > 0 ? [`${count(omittedAttempts, 'more attempt')} omitted`] : []),
  ];
  return {
    startedDateTime: evidence.attempts[0]?.at,
    id: ref,
    title: `${where}${id}: ${title}`,
    pageTimings: {},
    comment: [shownAs(result), ...remarks].join('; '),
    _verdict: shownAs(result),
    _sinceLast: result.sinceLast,
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
