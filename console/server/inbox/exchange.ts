import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Arrival } from '../../../listener/arrival.ts';
import { createInspector } from '../../../listener/inspect.ts';
import type { Key } from '../../../listener/keys.ts';
import { giveResponse, refuseBody } from '../../../listener/response.ts';
import { type BodyRefusal, bodyRefusalOf } from '../../../listener/serving/body-refusal.ts';
import { type ReadBody, readBody } from '../../../listener/serving/read-body.ts';
import type { Limits } from '../../../listener/serving/server.ts';
import { headerPairs } from '../../../text/formats/headers.ts';
import type { Redactor } from '../../../text/secrets/redact.ts';
import { ageAtArrival } from '../../../text/words/time-words.ts';
import type { ArrivalDetail, InboxResponse } from '../api/types.ts';
import { summaryOf } from '../deliveries/summary.ts';
import { type ArrivalFacts, arrivalDetail } from './arrival-view.ts';
import { notWhole, signatureView } from './signature-view.ts';

interface InboxOptions {
  readonly limits: Limits;
  /** The current ones. */
  readonly keys: () => readonly Key[];
  /** Masks all known secrets. */
  readonly redactor: () => Redactor;
  readonly response: () => InboxResponse;
  readonly port: () => number;
  /** Stores a request, which gets its number, and reports it. */
  readonly keep: (detailOf: (seq: number) => ArrivalDetail) => void;
  /** Why the request on this connection was aborted. */
  readonly reasonOf: (incoming: IncomingMessage) => string;
  /** The console itself aborted it, because it is stopping. */
  readonly isOver: () => boolean;
}

/** The maximum time that a sender is left hanging. */
const maxHangMs = 60_000;

/** Reads, checks, stores and answers each request. */
export function createExchange(options: InboxOptions) {
  const { limits, keys, response: planNow, keep } = options;
  const check = createInspector(keys, ageAtArrival);
  const budget = { left: limits.maxHeldBytes };

  const keepFacts = (factsOf: (seq: number) => ArrivalFacts) => {
    const redactor = options.redactor();
    keep((seq) => arrivalDetail(seq, factsOf(seq), redactor));
  };

  const checked = (arrival: Arrival, seq: number, answered: string): ArrivalFacts => {
    const { facts, message, signature, key, remarks, repeats } = check(arrival, seq, performance.now());
    return {
      arrival,
      size: arrival.body.length,
      label: facts.label,
      summary: facts.problem ?? summaryOf(message),
      lines: [...facts.lines, ...remarks],
      problem: facts.problem,
      signature: signatureView(signature, key, keys().length, options.port()),
      answered,
      repeats,
    };
  };

  /** Requests are stored before the response. */
  const keepRead = (
    incoming: IncomingMessage,
    read: ReadBody,
    refusal: BodyRefusal | undefined,
    planned: InboxResponse,
  ) => {
    const { method = '', url: target = '', rawHeaders } = incoming;
    const arrival = { at: new Date(), method, target, headers: headerPairs(rawHeaders), body: read.bytes };
    keepFacts((seq) =>
      read.kind === 'whole'
        ? checked(arrival, seq, responseInWords(planned))
        : cutShort(arrival, read.size, refusal, options.reasonOf(incoming)),
    );
  };

  return {
    /** Resolves when the exchange is over. */
    async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
      const read = await readBody(incoming, limits.maxBodyBytes, budget);
      if (options.isOver()) return;
      const refusal = bodyRefusalOf(read.kind, limits.maxBodyBytes);
      const planned = planNow();
      try {
        keepRead(incoming, read, refusal, planned);
      } finally {
        budget.left += read.bytes.length;
      }
      if (refusal) await refuseBody(incoming, response, refusal.status);
      else if (read.kind === 'broken-off') response.destroy();
      else await giveBounded(response, planned);
    },
  };
}

/** A sender that never disconnects is disconnected. */
async function giveBounded(response: ServerResponse, planned: InboxResponse): Promise<void> {
  const isHang = planned.kind === 'hang';
  const timer = isHang ? setTimeout(() => response.destroy(), maxHangMs) : undefined;
  await giveResponse(response, planned, planned.kind === 'status' ? planned.delayMs : 0);
  clearTimeout(timer);
}

function cutShort(
  arrival: Arrival,
  size: number,
  refusal: BodyRefusal | undefined,
  reason: string,
): ArrivalFacts {
  const problem = refusal?.message ?? `${reason}, after ${size} bytes of the body`;
  return {
    arrival,
    size,
    label: refusal?.label ?? 'incomplete',
    summary: problem,
    lines: [],
    problem,
    signature: notWhole,
    answered: refusal ? String(refusal.status) : 'nothing',
    repeats: undefined,
  };
}

function responseInWords(planned: InboxResponse): string {
  return planned.kind === 'status' ? String(planned.status) : planned.kind;
}
