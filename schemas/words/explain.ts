import { headerValues } from '../../text/formats/headers.ts';
import { displayUrl } from '../../text/secrets/display-url.ts';
import { clip } from '../../text/terminal/visible.ts';
import { bodyBytes } from '../body-record.ts';
import type {
  AbortedRecord,
  ConnectionFailedRecord,
  ResponseRecord,
  TimeoutRecord,
} from '../generated/types.ts';
import { type ExplanationRow, explanations } from './explanations.ts';

type Response = Pick<ResponseRecord, 'kind' | 'status' | 'reason'> & {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | ResponseRecord['body'];
};
type AnyOutcome = Response | TimeoutRecord | ConnectionFailedRecord | AbortedRecord;

/** Where the message was sent, and how. */
export interface SentTo {
  readonly url: URL | string;
  readonly method: string;
  /** How long the response may take. */
  readonly timeoutMs?: number;
}

/** What an outcome means, and what to do: two texts, which may quote the receiver unescaped. */
export interface Explanation {
  readonly id: keyof typeof explanations;
  readonly means: string;
  readonly fix: string;
}

/** Explains what came back for a genuine message. Undefined for an ack, and for an attempt that the sender ended. Pure. */
export function explain(outcome: AnyOutcome, sent: SentTo): Explanation | undefined {
  if (outcome.kind === 'aborted') return undefined;
  const text = textOf(outcome);
  const headers = outcome.kind === 'response' ? outcome.headers : [];
  const isSeen = ({ seen, header }: ExplanationRow) =>
    (!header || headerValues(headers, header[0]).some((value) => header[1].test(value))) && seen.test(text);
  const found = Object.entries(explanations).find(([, row]) => isSeen(row));
  if (!found) return undefined;
  const [id, { means, fix }] = found;
  const lookUp = valuesOf(outcome, headers, sent);
  return { id: id as Explanation['id'], means: filled(means, lookUp), fix: filled(fix, lookUp) };
}

/** What the outcome means, then what to do. */
export function explainInWords(outcome: AnyOutcome, sent: SentTo): string | undefined {
  const found = explain(outcome, sent);
  return found && `${found.means} ${found.fix}`;
}

/** The outcome as the rows match it. */
function textOf(outcome: Exclude<AnyOutcome, AbortedRecord>): string {
  if (outcome.kind === 'timeout') return `timeout ${outcome.phase}`;
  if (outcome.kind === 'connection-failed') return `${outcome.code} ${outcome.phase}\n${outcome.message}`;
  const { status, reason, body } = outcome;
  return `${status} ${reason}\n${(Buffer.isBuffer(body) ? body : bodyBytes(body)).toString('utf8')}`;
}

type LookUp = (name: string) => string | undefined;

function valuesOf(
  outcome: AnyOutcome,
  headers: Response['headers'],
  { url, method, timeoutMs }: SentTo,
): LookUp {
  const { host, hostname, pathname, protocol } = new URL(url);
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ host, hostname, path: pathname, method },
    https: protocol === 'http:' ? 'https:' : undefined,
    timeout: timeoutMs === undefined ? undefined : `${timeoutMs / 1000} s`,
    message: outcome.kind === 'connection-failed' ? outcome.message : undefined,
    status: outcome.kind === 'response' ? String(outcome.status) : undefined,
  };
  return (name) => {
    if (Object.hasOwn(values, name)) return values[name];
    const [header] = headerValues(headers, name);
    return header === undefined ? undefined : clip(displayUrl(header), maxValue);
  };
}

const maxValue = 120;

function filled(text: string, lookUp: LookUp): string {
  return text.replace(/\[([^[\]]*)\]|\{([\w-]+)\}/g, (_, optional: string | undefined, name: string) => {
    if (optional === undefined) return lookUp(name) ?? '';
    const names = [...optional.matchAll(/\{([\w-]+)\}/g)].map(([, one = '']) => one);
    return names.some((one) => lookUp(one) === undefined) ? '' : filled(optional, lookUp);
  });
}
