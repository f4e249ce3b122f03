import type { Arrival } from '../../../listener/arrival.ts';
import { defined } from '../../../text/defined.ts';
import { maskedValue } from '../../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor, redactDeep } from '../../../text/secrets/redact.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import type { ArrivalDetail, ArrivalRow, SignatureVerdictView } from '../api/types.ts';
import { bytesView } from './bytes-view.ts';

/** A request and everything about it. */
export interface ArrivalFacts {
  readonly arrival: Arrival;
  /** The size of the whole body, of which only the beginning may be stored (bytes). */
  readonly size: number;
  /** The event, or what was sent instead. */
  readonly label: string;
  /** A summary in a few words. */
  readonly summary: string;
  readonly lines: readonly string[];
  readonly problem: string | undefined;
  readonly signature: SignatureVerdictView;
  /** For example 200, hang, close. */
  readonly answered: string;
  /** The number of the earlier request with the same bytes. */
  readonly repeats: number | undefined;
}

const targetLength = 2000;
const summaryLength = 200;
const labelLength = 200;

/** A request for the page, without secrets and credentials. Pure. */
export function arrivalDetail(seq: number, facts: ArrivalFacts, redactor: Redactor): ArrivalDetail {
  const { arrival, size, lines, problem, signature } = facts;
  const detail = {
    row: rowOf(seq, facts),
    headers: arrival.headers.map(([name, value]) => [name, maskedValue(name, value)]),
    body: bytesView(redactor.bytes(arrival.body), { size, isWhole: arrival.body.length === size }),
    lines: [...lines],
    ...defined({ problem }),
    signature,
  };
  return withinLengths(redactDeep(detail, redactor));
}

function rowOf(seq: number, { arrival, size, label, summary, ...facts }: ArrivalFacts): ArrivalRow {
  return {
    seq,
    at: arrival.at.toISOString(),
    method: arrival.method,
    target: oneLine(displayUrl(arrival.target)),
    event: oneLine(label),
    summary: oneLine(summary),
    size,
    verdict: facts.signature.verdict,
    answered: facts.answered,
    ...defined({ repeats: facts.repeats }),
  };
}

/** Cut after masking, so that no part of a secret remains. */
function withinLengths(detail: ArrivalDetail): ArrivalDetail {
  const { target, event, summary } = detail.row;
  const row = {
    ...detail.row,
    target: clip(target, targetLength),
    event: clip(event, labelLength),
    summary: clip(summary, summaryLength),
  };
  return { ...detail, row };
}
