import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Recording } from '../../schemas/index.ts';
import { isAcknowledged } from '../../simulator/index.ts';
import { headerPairs, headerValues } from '../../text/formats/headers.ts';
import { updateTimeInWords } from '../../text/words/time-words.ts';
import type { Arrival } from '../arrival.ts';
import type { Forwarder } from '../forwarding/forwarder.ts';
import { answerFor } from '../forwarding/relay.ts';
import { createInspector, type Inspection } from '../inspect.ts';
import { createKeep } from '../recording/keep.ts';
import type { Redaction } from '../redaction/redact-arrival.ts';
import { type GivenResponse, giveResponse, type ResponseEnd, refuseBody } from '../response.ts';
import { plannedResponse, type ResponsePlan } from '../response-plan.ts';
import { type BodyRefusal, bodyRefusalOf } from '../serving/body-refusal.ts';
import { type ReadBody, readBody } from '../serving/read-body.ts';
import type { Limits } from '../serving/server.ts';
import { answerLine, missedLines, requestLines, type Style, unreadLines, verboseLines } from './lines.ts';
import type { RequestCounter } from './request-counter.ts';

export interface SessionOptions {
  readonly secret: string | undefined;
  readonly plan: ResponsePlan;
  /** Passes requests on to a receiver, whose responses replace the planned ones. */
  readonly forwarder?: Forwarder | undefined;
  /** Whether requests are kept in a file. */
  readonly isRecorded?: boolean;
  /** Replaces private data in recordings. */
  readonly redact?: Redaction | undefined;
  /** How many requests to accept. Default: no limit. */
  readonly count: number | undefined;
  readonly detail: 'quiet' | 'plain' | 'verbose';
  readonly limits: Limits;
  readonly style: Style;
  readonly counter: RequestCounter;
  readonly print: (lines: readonly string[]) => Promise<void>;
  readonly record: (recording: Recording) => Promise<void>;
  /** Why the request on this connection was aborted. */
  readonly reasonOf: (incoming: IncomingMessage) => string;
  /** `count` requests were answered. */
  readonly onDone: () => void;
  readonly signal: AbortSignal;
}

/** A request and its planned response. */
interface Taken {
  readonly n: number;
  readonly answer: GivenResponse;
  readonly isShown: boolean;
  /** The status for a body that was not read to its end. */
  readonly refusedWith?: number;
}

/** The lines about a request, and whether they are shown. */
interface Shown {
  readonly lines: readonly string[];
  readonly isShown: boolean;
}

/** How much of a rejected body is kept (bytes). */
const keptOfRefused = 64 * 1024;

/** Reads, checks, records, shows and answers each request. */
export function createSession(options: SessionOptions) {
  const { plan, count, detail, limits, style, counter, print, signal, forwarder } = options;
  const { isRecorded = false } = options;
  const keys = options.secret === undefined ? [] : [{ secret: options.secret }];
  const check = createInspector(() => keys, updateTimeInWords);
  const budget = { left: limits.maxHeldBytes };
  let answered = 0;

  const keep = createKeep(options.record, style.redactor, options.redact);

  async function take(incoming: IncomingMessage, at: Date, atMs: number): Promise<Taken | undefined> {
    const read = await readBody(incoming, limits.maxBodyBytes, budget);
    try {
      const { method = '', url: target = '', rawHeaders } = incoming;
      const arrival = { at, method, target, headers: headerPairs(rawHeaders), body: read.bytes };
      if (read.kind === 'broken-off') {
        await takeBroken(arrival, read, options.reasonOf(incoming));
        return undefined;
      }
      if (counter.requests === count) return undefined;
      const refusal = bodyRefusalOf(read.kind, limits.maxBodyBytes);
      return refusal ? await takeRefused(arrival, read.size, refusal) : await takeWhole(arrival, atMs);
    } finally {
      budget.left += read.bytes.length;
    }
  }

  async function takeWhole(arrival: Arrival, atMs: number): Promise<Taken> {
    const n = counter.arrived();
    const checked = check(arrival, n, atMs);
    const { signature, repeats } = checked;
    counter.checked(signature.kind, repeats !== undefined);
    const more = detail === 'verbose' ? verboseLines(arrival, style) : [];
    const lines = [...requestLines(checked, style), ...more];
    const isShown = detail !== 'quiet' || isWrong(checked);
    if (forwarder) return passOn(checked, forwarder, { lines, isShown });
    const answer = plannedResponse(n, plan);
    await keep({ arrival, event: checked.facts.event, signature, answer }, checked);
    if (isShown) await print(lines);
    return { n, answer, isShown };
  }

  /** Shows the request before the receiver responds, which may take seconds. */
  async function passOn(
    checked: Inspection,
    { forward }: Forwarder,
    { lines, isShown }: Shown,
  ): Promise<Taken> {
    const { arrival, facts, signature, n } = checked;
    if (isShown) await print(lines);
    const forwarded = await forward(arrival, signal);
    const { outcome } = forwarded.result;
    const answer = answerFor(outcome, isRecorded);
    counter.forwarded(isAcknowledged(outcome));
    if (!signal.aborted) await keep({ arrival, event: facts.event, signature, answer, forwarded }, checked);
    const missed = missedLines(outcome, isRecorded, style);
    if (missed.length > 0) await print([...(isShown ? [] : lines), ...missed]);
    return { n, answer, isShown: isShown || missed.length > 0 };
  }

  async function takeRefused(whole: Arrival, size: number, refusal: BodyRefusal): Promise<Taken> {
    const { status, label, message: note } = refusal;
    const n = counter.arrived();
    const arrival = { ...whole, body: whole.body.subarray(0, keptOfRefused) };
    const answer = { kind: 'status', status } as const;
    const wholeBytes = wholeSize(arrival, size);
    await keep({ arrival, wholeBytes, answer, note });
    await print(unreadLines(arrival, { n, label, bytes: wholeBytes }, note, style));
    return { n, answer, isShown: true, refusedWith: status };
  }

  async function takeBroken(arrival: Arrival, { size }: ReadBody, reason: string): Promise<void> {
    if (signal.aborted) return;
    counter.incomplete();
    const wholeBytes = wholeSize(arrival, size);
    const of = wholeBytes > size ? `${size} of ${wholeBytes}` : `${size}`;
    const note = `${reason}, after ${of} bytes of the body`;
    await keep({ arrival, wholeBytes, note });
    await print(unreadLines(arrival, { label: 'incomplete', bytes: size }, note, style));
  }

  return {
    /** Resolves when the exchange is over. */
    async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
      const startedMs = performance.now();
      const taken = await take(incoming, new Date(), startedMs);
      if (!taken) {
        response.destroy();
        return;
      }
      const { n, answer, isShown, refusedWith } = taken;
      const end: ResponseEnd =
        refusedWith === undefined
          ? await giveResponse(response, answer, plan.delayMs)
          : await refuseBody(incoming, response, refusedWith);
      if (isShown && !signal.aborted) {
        await print([answerLine(n, answer, end, performance.now() - startedMs, style)]);
      }
      answered += 1;
      if (answered === count) options.onDone();
    },
  };
}

function isWrong({ facts, signature }: Inspection): boolean {
  return facts.problem !== undefined || signature.kind === 'invalid' || signature.kind === 'missing';
}

/** The size of the whole body: its Content-Length, if more than what arrived. */
function wholeSize({ headers }: Arrival, size: number): number {
  const said = Number(headerValues(headers, 'content-length')[0] ?? 0);
  return Math.max(size, Number.isSafeInteger(said) ? said : 0);
}
