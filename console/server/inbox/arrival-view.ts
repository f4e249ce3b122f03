import type { Arrival } from '../../../listener/arrival.ts';
import type {
  ArrivalDetail,
  ArrivalRow,
  SignatureVerdictView,
} from '../../../schemas/generated/console-types.ts';
import { defined } from '../../../text/defined.ts';
import { maskedValue } from '../../../text/private-headers.ts';
import { displayUrl, type Redactor, redactDeep } from '../../../text/redact.ts';
import { clip, oneLine } from '../../../text/visible.ts';
import { bytesView } from './bytes-view.ts';

/** A request with all that is to be said about it. */
export interface ArrivalFacts {
  readonly arrival: Arrival;
  /** Of the whole body, of which only the beginning may be at hand (bytes). */
  readonly size: number;
  /** Its kind, or what it is instead. */
  readonly label: string;
  /** What it says, in few words. */
  readonly summary: string;
  readonly lines: readonly string[];
  readonly problem: string | undefined;
  readonly signature: SignatureVerdictView;
  /** Such as 200, hang, close. */
  readonly answered: string;
  /** The number of the earlier request with the same bytes. */
  readonly repeats: number | undefined;
}

const targetLength = 2000;
const summaryLength = 200;
const labelLength = 200;

/** A request as the page shows it, without secrets and credentials. Pure. */
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

/** Cut after masking, so that no half of a secret is left. */
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
