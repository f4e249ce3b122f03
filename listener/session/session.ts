import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Recording } from '../../schemas/index.ts';
import { headerPairs, headerValues } from '../../text/headers.ts';
import { updateTimeInWords } from '../../text/time-words.ts';
import { type AnswerEnd, giveAnswer, refuseBody } from '../answer.ts';
import { type AnswerPlan, answerTo, type PlannedAnswer } from '../answer-plan.ts';
import type { Arrival } from '../arrival.ts';
import { createInspector } from '../inspect.ts';
import { recordingOf } from '../recording/recording-line.ts';
import { type BodyRefusal, bodyRefusalOf } from '../serving/body-refusal.ts';
import { type ReadBody, readBody } from '../serving/read-body.ts';
import type { Limits } from '../serving/server.ts';
import { answerLine, requestLines, type Style, unreadLines, verboseLines } from './lines.ts';
import type { RequestCounter } from './request-counter.ts';

export interface SessionOptions {
  readonly secret: string | undefined;
  readonly plan: AnswerPlan;
  /** How many requests to take. Absent: no limit. */
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
  readonly answer: PlannedAnswer;
  readonly isShown: boolean;
  /** The status for a body that was not read to its end. */
  readonly refusedWith?: number;
}

/** How much of a rejected body is kept (bytes). */
const keptOfRefused = 64 * 1024;

/** Reads, checks, records, shows and answers each request. */
export function createSession(options: SessionOptions) {
  const { plan, count, detail, limits, style, counter, print, record, signal } = options;
  const keys = options.secret === undefined ? [] : [{ secret: options.secret }];
  const check = createInspector(() => keys, updateTimeInWords);
  const budget = { left: limits.maxHeldBytes };
  let answered = 0;

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
    const { facts, signature, repeats } = checked;
    counter.checked(signature.kind, repeats !== undefined);
    const answer = answerTo(n, plan);
    await record(recordingOf({ arrival, event: facts.event, signature, answer }, style.redactor));
    const isWrong =
      facts.problem !== undefined || signature.kind === 'invalid' || signature.kind === 'missing';
    const isShown = detail !== 'quiet' || isWrong;
    const more = detail === 'verbose' ? verboseLines(arrival, style) : [];
    if (isShown) await print([...requestLines(checked, style), ...more]);
    return { n, answer, isShown };
  }

  async function takeRefused(whole: Arrival, size: number, refusal: BodyRefusal): Promise<Taken> {
    const { status, label, sentence: note } = refusal;
    const n = counter.arrived();
    const arrival = { ...whole, body: whole.body.subarray(0, keptOfRefused) };
    const answer = { kind: 'status', status } as const;
    const wholeBytes = wholeSize(arrival, size);
    await record(recordingOf({ arrival, wholeBytes, answer, note }, style.redactor));
    await print(unreadLines(arrival, { n, label, bytes: wholeBytes }, note, style));
    return { n, answer, isShown: true, refusedWith: status };
  }

  async function takeBroken(arrival: Arrival, { size }: ReadBody, reason: string): Promise<void> {
    if (signal.aborted) return;
    counter.incomplete();
    const wholeBytes = wholeSize(arrival, size);
    const of = wholeBytes > size ? `${size} of ${wholeBytes}` : `${size}`;
    const note = `${reason}, after ${of} bytes of the body`;
    await record(recordingOf({ arrival, wholeBytes, note }, style.redactor));
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
      const end: AnswerEnd =
        refusedWith === undefined
          ? await giveAnswer(response, answer, plan.delayMs)
          : await refuseBody(incoming, response, refusedWith);
      if (isShown && !signal.aborted) {
        await print([answerLine(n, answer, end, performance.now() - startedMs, style)]);
      }
      answered += 1;
      if (answered === count) options.onDone();
    },
  };
}

/** The size of the whole body: its Content-Length, if more than what arrived. */
function wholeSize({ headers }: Arrival, size: number): number {
  const said = Number(headerValues(headers, 'content-length')[0] ?? 0);
  return Math.max(size, Number.isSafeInteger(said) ? said : 0);
}
