import { type Header, isAcknowledged, type ResponseOutcome } from '../simulator/index.ts';
import type { WireRequest } from '../simulator/wire/wire.ts';
import { displayUrl } from '../text/secrets/display-url.ts';
import { mask } from '../text/secrets/mask.ts';
import { maskedValue } from '../text/secrets/private-headers.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import { clip, oneLine, visible } from '../text/terminal/visible.ts';
import { wrap } from '../text/terminal/wrap.ts';
import { count } from '../text/words/count.ts';

const maxHeaders = 50;
const maxHeader = 500;
const maxBody = 8000;
const maxBodyLines = 200;
const width = 106;

/** A request as sent: its first line, headers and body. Credentials are masked. Pure. */
export function sentLines({ method, target, headers, body }: WireRequest, redactor: Redactor): string[] {
  const first = `${method} ${displayUrl(target)} HTTP/1.1`;
  return [
    ...shownLines(first, maxBody, redactor),
    ...headerLines(headers, redactor),
    ...bodyLines(body, redactor),
  ];
}

/** The headers of a response, and the body of an ack; the body of any other response is always shown. Pure. */
export function receivedLines(outcome: ResponseOutcome, redactor: Redactor): string[] {
  const body = isAcknowledged(outcome) ? bodyLines(outcome.body, redactor) : [];
  return [...headerLines(outcome.headers, redactor), ...body];
}

function headerLines(headers: readonly Header[], redactor: Redactor): string[] {
  const further = headers.length - maxHeaders;
  return [
    ...headers.slice(0, maxHeaders).flatMap(([name, value]) => {
      const isPrivate = redactor.privateHeaders.has(name.toLowerCase());
      return shownLines(`${name}: ${isPrivate ? mask : maskedValue(name, value)}`, maxHeader, redactor);
    }),
    ...(further > 0 ? [`… and ${count(further, 'more header')}`] : []),
  ];
}

function bodyLines(body: Uint8Array, redactor: Redactor): string[] {
  if (body.length === 0) return [];
  // Reads more than is shown, since masking shortens the text.
  const text = Buffer.from(body.subarray(0, 2 * maxBody)).toString('utf8');
  const lines = wrap(visible(clip(redactor.text(text), maxBody)), width);
  return ['', ...lines.slice(0, maxBodyLines), ...(lines.length > maxBodyLines ? ['…'] : [])];
}

function shownLines(text: string, max: number, redactor: Redactor): string[] {
  return wrap(clip(oneLine(redactor.text(text)), max), width);
}
