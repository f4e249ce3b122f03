import type { Header } from '../simulator/index.ts';

/** A request as it arrived. */
export interface Arrival {
  readonly at: Date;
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  /** In wire order. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}
