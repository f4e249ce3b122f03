import type { Header } from '../simulator/index.ts';

/** A request as it arrived. */
export interface Arrival {
  readonly at: Date;
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  /** In the order of the wire. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** Node's flat list of names and values, in pairs. */
export function headersOf(rawHeaders: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  }
  return pairs;
}

/** The values of every header of this name, in any case. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([known]) => known.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}
