import type { Json } from '../json.ts';
import { parseState } from '../parse-state.ts';

/** A request from the receiver to the downstream service. */
export interface DownstreamCall {
  /** The request method. */
  readonly method: string;
  /** The path and query. */
  readonly path: string;
  /** The body as text, up to 64 KiB. */
  readonly body: string;
  /** The Idempotency-Key header, if there is one. */
  readonly idempotencyKey?: string | undefined;
  /** The status of the response; undefined if there was none. */
  readonly status: number | undefined;
}

/** How much text of all calls is stored (characters). Beyond that, calls prove nothing. */
const maxKept = 64 * 1024 * 1024;
/** The memory of a call besides its text (characters, approximate). */
const callCost = 200;

/** Stores calls up to a limit, and finds those that name a PBX without reading any of them twice. */
export class DownstreamCallLog {
  readonly #calls: DownstreamCall[] = [];
  readonly #found = new Map<string, { readTo: number; readonly calls: DownstreamCall[] }>();
  #kept = 0;

  /** The number of stored calls. */
  get size(): number {
    return this.#calls.length;
  }

  /** Whether calls were dropped, so that some are missing. */
  get isFull(): boolean {
    return this.#kept > maxKept;
  }

  /** Calls from number `from` to before number `to`, counted from 0. */
  between(from: number, to?: number): readonly DownstreamCall[] {
    return this.#calls.slice(from, to);
  }

  add(call: DownstreamCall): void {
    this.#kept += call.path.length + call.body.length + callCost;
    if (!this.isFull) this.#calls.push(call);
  }

  /** The calls with this serial number in their path or body, in order of arrival. */
  naming(sn: string): readonly DownstreamCall[] {
    const found = this.#found.get(sn) ?? { readTo: 0, calls: [] };
    this.#found.set(sn, found);
    for (const call of this.#calls.slice(found.readTo)) {
      if (call.path.includes(sn) || call.body.includes(sn)) found.calls.push(call);
    }
    found.readTo = this.#calls.length;
    return [...found.calls];
  }
}

/** RFC 9110, 9.2.1: methods that don't request a change. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** 9.2.2: "the intended effect on the server of multiple identical requests … is the same as the effect for a single such request". */
export const idempotentMethods: ReadonlySet<string> = new Set(['PUT', 'DELETE']);

/**
 * The effect of calls, as a value in which their order doesn't matter. Of the PUT and DELETE requests to a path, the last one counts, since it
 * replaces what was there. A request that is repeated with its Idempotency-Key counts once. A call without a 2xx has no effect. Pure.
 */
export function effectsOfCalls(calls: readonly DownstreamCall[]): readonly Json[] {
  const effects = new Map<string, DownstreamCall>();
  for (const [n, call] of calls.entries()) {
    if (!isDone(call.status) || safeMethods.has(call.method)) continue;
    const { method, path, idempotencyKey = n } = call;
    const key = idempotentMethods.has(method) ? path : JSON.stringify([method, path, idempotencyKey]);
    if (!effects.has(key) || idempotentMethods.has(method)) effects.set(key, call);
  }
  return [...effects.values()]
    .map(({ method, path, body }) => ({ key: JSON.stringify([method, path, body]), method, path, body }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ method, path, body }) => ({ method, path, body: bodyAsValue(body) }));
}

function isDone(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}

function bodyAsValue(body: string): Json {
  try {
    return parseState(body);
  } catch {
    return body;
  }
}
