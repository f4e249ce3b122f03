import type { AttemptRecord } from './report.ts';

type Request = AttemptRecord['request'];
type Outcome = AttemptRecord['outcome'];
type Body = Request['body'];

const maxShown = 4000;

/** A request as sent, as text. */
export function requestText({ method, url, headers, body }: Request): string {
  return joined(`${method} ${targetOf(url)} HTTP/1.1`, headers, body);
}

/** The response as received; undefined if there was none. */
export function answerText(outcome: Outcome): string | undefined {
  if (outcome.kind !== 'response') return undefined;
  const start = `HTTP/1.1 ${outcome.status} ${outcome.reason}`.trimEnd();
  const text = joined(start, outcome.headers, outcome.body);
  return outcome.bodyComplete ? text : `${text}\n(the rest of the response was not read)`;
}

function joined(start: string, headers: Request['headers'], body: Body): string {
  const head = [start, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body.bytes === 0 ? head : `${head}\n\n${bodyText(body)}`;
}

function bodyText(body: Body): string {
  const text = 'text' in body ? body.text : body.base64;
  const shown = text.length > maxShown ? text.slice(0, maxShown) : text;
  const remarks = [
    ...('text' in body ? [] : ['not UTF-8: shown in Base64']),
    ...(body.truncated || shown !== text ? [`the beginning of ${body.bytes} bytes`] : []),
  ];
  return remarks.length === 0 ? shown : `${shown}\n(${remarks.join('; ')})`;
}

/** Path and query, as in the request line. */
function targetOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
