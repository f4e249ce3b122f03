import { once } from 'node:events';
import { HttpResponse } from 'msw';
import { HookswitchError, systemClock } from '../../simulator/index.ts';
import { valueInWords } from '../../text/words/quote.ts';

/** The response to a call. */
export interface ServedResponse {
  /** The status, 200 to 599; default 200. */
  readonly status?: number;
  /** A string is sent unchanged, any other value as JSON; default none. */
  readonly body?: unknown;
  /** Headers, in addition to those for the body. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the response takes (ms), up to a minute; default 0. */
  readonly delayMs?: number;
}

/** The result of a call. */
export type CallResponse =
  /** The service responds. */
  | ServedResponse
  /** The connection breaks. */
  | 'network-error'
  /** The service never responds; the call ends when the caller aborts it. */
  | 'hang';

const longestDelayMs = 60_000;
const withoutBody: readonly number[] = [204, 205, 304];

/** @throws HookswitchError `bad-response`. */
export function assertUsableResponse(answer: CallResponse): void {
  if (answer === 'network-error' || answer === 'hang') return;
  if (typeof answer !== 'object' || answer === null) {
    refuse(`a response can't be ${valueInWords(answer)}; give { status, body }, 'network-error' or 'hang'`);
  }
  const { status = 200, body, delayMs = 0 } = answer;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    refuse(`the status of a response is ${valueInWords(status)}; give a whole number from 200 to 599`);
  }
  if (body !== undefined && withoutBody.includes(status)) {
    refuse(`a response has a body, but the status ${status} doesn't allow one; remove the body`);
  }
  if (!(delayMs >= 0 && delayMs <= longestDelayMs)) {
    refuse(
      `the delayMs of a response is ${valueInWords(delayMs)}; give 0 to ${longestDelayMs}, or use 'hang'`,
    );
  }
}

/** The response after its delay; a broken connection if the wait was aborted. */
export async function responseForCall(answer: CallResponse, over: () => AbortSignal): Promise<Response> {
  if (answer === 'network-error') return HttpResponse.error();
  if (answer === 'hang') {
    // A timer would keep the process alive.
    const signal = over();
    if (!signal.aborted) await once(signal, 'abort');
    return HttpResponse.error();
  }
  const { status = 200, body, headers = {}, delayMs = 0 } = answer;
  if (delayMs > 0) {
    const signal = over();
    await systemClock.sleep(delayMs, signal);
    if (signal.aborted) return HttpResponse.error();
  }
  const init = { status, headers: { ...headers } };
  if (body === undefined || typeof body === 'string') return new HttpResponse(body ?? null, init);
  return new HttpResponse(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

function refuse(sentence: string): never {
  throw new HookswitchError('bad-response', sentence);
}
