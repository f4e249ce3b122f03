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
