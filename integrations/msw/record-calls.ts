import { type HttpHandler, http } from 'msw';
import type { Downstream } from '../../observation/downstream/downstream.ts';
import { anySignal } from '../../simulator/any-signal.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { quote, valueInWords } from '../../text/words/quote.ts';
import { type RecordedCall, ServiceCallLog } from './call-log.ts';
import { assertUsableResponse, type CallResponse, responseForCall } from './call-response.ts';
import { readCallText } from './read-text.ts';
import { SimulatedDownstream } from './simulated-downstream.ts';

/** Which calls to record, and how to respond. */
export interface RecordCallsOptions {
  /** The URL as in msw: `https://crm.example.com/*`, or a RegExp. Calls of any method are recorded. */
  readonly url: string | RegExp;
  /** The default result of a call; default 200 with an empty JSON object. */
  readonly response?: CallResponse;
}

/** A simulated service: it records calls and sends the configured responses. */
export interface RecordedCalls {
  /** For `setupServer(...handlers)` of `msw/node`. */
  readonly handlers: readonly HttpHandler[];
  /** The calls so far, in order: up to 10,000 and 64 MiB. */
  readonly calls: readonly RecordedCall[];
  /**
   * The `observe` of a `check`, for a service whose URLs identify resources, as in REST. Returns `{ calls, latest }`: the number of
   * accepted calls (2xx) that name this PBX, and the last call to each URL. A DELETE removes its URL and everything below it from `latest`.
   * Calls that change nothing don't count: reads, and a PUT or DELETE that repeats the last call to its URL. Returns `null` if no call
   * counts.
   *
   * @param sn The serial number of the PBX, searched in the URL and in the body.
   * @throws HookswitchError `bad-observer` if there were more calls than are stored.
   */
  readonly observe: (sn: string) => unknown;
  /**
   * The `downstream` of a `check`: adds the rules about a slow, failing or missing service. Without `observe`, the rules compare the calls
   * themselves, not a state that results from them.
   */
  readonly downstream: Downstream;
  /**
   * Sets the results of the next calls, in order. Later calls are unaffected.
   *
   * @param responses The results of the next calls.
   * @throws HookswitchError `bad-response` if a result is invalid, or if more than 10,000 are queued.
   */
  respondNext(...responses: readonly CallResponse[]): void;
  /** Deletes the recorded calls and queued responses, and aborts calls in progress. Call it after each test. */
  reset(): void;
}

const maxQueued = 10_000;

/**
 * Simulates a service that a receiver in this process calls. Nothing is intercepted until msw uses the handlers.
 *
 * @param options Which calls to record, and how to respond.
 * @throws HookswitchError `bad-url`, `bad-response`.
 */
export function recordCalls({ url, response = { body: {} } }: RecordCallsOptions): RecordedCalls {
  assertPattern(url);
  assertUsableResponse(response);
  const log = new ServiceCallLog();
  const simulated = new SimulatedDownstream(String(url), response);
  let next: CallResponse[] = [];
  let stop = new AbortController();

  const handler = http.all(url, async ({ request }) => {
    const chosen = simulated.response ?? next.shift() ?? response;
    const until = chosen === 'hang' ? [stop.signal, simulated.signal] : [stop.signal];
    const { text, isComplete } = await readCallText(request);
    const end = log.begin({ method: request.method, url: request.url, isBodyComplete: isComplete }, text);
    simulated.note(request, text, chosen);
    const sent = await responseForCall(chosen, () => anySignal(request.signal, ...until));
    end(typeof chosen === 'string' ? chosen : sent.type === 'error' ? 'network-error' : sent.status);
    return sent;
  });

  return {
    handlers: [handler],
    get calls() {
      return log.calls;
    },
    observe: (sn) => log.stateOf(sn),
    downstream: simulated,
    respondNext(...responses) {
      for (const one of responses) assertUsableResponse(one);
      if (next.length + responses.length > maxQueued) {
        throw new HookswitchError('bad-response', `more than ${maxQueued} responses are queued; queue fewer`);
      }
      next.push(...responses);
    },
    reset() {
      stop.abort();
      stop = new AbortController();
      next = [];
      log.clear();
      simulated.clear();
    },
  };
}

/** In Node, a path without a host matches nothing. */
function assertPattern(url: string | RegExp): void {
  if (url instanceof RegExp) return;
  if (typeof url === 'string' && /^(https?:\/\/.|\*)/.test(url)) return;
  const given = typeof url === 'string' ? quote(url) : valueInWords(url);
  throw new HookswitchError(
    'bad-url',
    `the url of the calls to record is ${given}; give one such as "https://crm.example.com/*", or a RegExp`,
  );
}
