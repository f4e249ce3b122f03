import { parseForeignJson } from '../../schemas/foreign-json.ts';
import type { Json } from '../observation/json.ts';

/** One request that the receiver made to the downstream service. */
export interface DownstreamCall {
  /** The request method. */
  readonly method: string;
  /** The path and query. */
  readonly path: string;
  /** The body as text, up to 64 KiB. */
  readonly body: string;
  /** The status of the response; undefined when there was none. */
  readonly status: number | undefined;
}

/** How much of all calls is kept (characters): beyond, nothing can be told from them. */
const maxKept = 64 * 1024 * 1024;
/** What a call takes beside its texts (characters, about). */
const callCost = 200;

/** Keeps calls, bounded, and finds those that name a PBX without reading any of them twice. */
export class DownstreamCallLog {
  readonly #calls: DownstreamCall[] = [];
  readonly #found = new Map<string, { readTo: number; readonly calls: DownstreamCall[] }>();
  #kept = 0;

  /** How many calls are kept. */
  get size(): number {
    return this.#calls.length;
  }

  /** Whether calls were dropped, so that what is shown is not all. */
  get isFull(): boolean {
    return this.#kept > maxKept;
  }

  /** Those from number `from` to before number `to`, counted from 0. */
  between(from: number, to?: number): readonly DownstreamCall[] {
    return this.#calls.slice(from, to);
  }

  add(call: DownstreamCall): void {
    this.#kept += call.path.length + call.body.length + callCost;
    if (!this.isFull) this.#calls.push(call);
  }

  /** The calls whose path or body has this serial number in it, in the order of their coming. */
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

/**
 * What calls have done, as a value in which their order does not count. RFC 9110, 9.2: a safe method (GET, HEAD, OPTIONS, TRACE) does
 * nothing, and of an idempotent one (PUT, DELETE) "the intended effect on the server of multiple identical requests … is the same as
 * the effect for a single such request". What was not answered with a 2xx has no effect. Pure.
 */
export function effectsOfCalls(calls: readonly DownstreamCall[]): readonly Json[] {
  const idempotent = new Set<string>();
  const effects = calls.flatMap(({ method, path, body, status }) => {
    const key = JSON.stringify([method, path, body]);
    if (!isDone(status) || safeMethods.has(method) || idempotent.has(key)) return [];
    if (idempotentMethods.has(method)) idempotent.add(key);
    return [{ key, effect: { method, path, body: bodyAsValue(body) } }];
  });
  return effects.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ effect }) => effect);
}

function isDone(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const idempotentMethods: ReadonlySet<string> = new Set(['PUT', 'DELETE']);

function bodyAsValue(body: string): Json {
  try {
    return parseForeignJson(body) as Json;
  } catch {
    return body;
  }
}
